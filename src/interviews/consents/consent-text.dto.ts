import { ApiProperty } from '@nestjs/swagger';
import { type Language, LANGUAGES } from '../../texts/languages';
import type { ConsentText } from './consent-text.entity';

/** A notice that somebody has consented to. */
export class ConsentTextVersionDto {
  @ApiProperty({ description: '`consent_version` of the responses.', example: 'en-3f1c0e7b9a24' })
  version: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  language: Language;

  @ApiProperty({ description: 'Empty for the text that Parley brings.', example: '' })
  text: string;

  @ApiProperty({ example: 'Acme GmbH' })
  controller_name: string;

  @ApiProperty({ example: 'privacy@example.com' })
  controller_contact: string;

  @ApiProperty({ example: 'https://example.com/privacy' })
  privacy_url: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When somebody first consented to it.' })
  created_at: string;
}

/** Maps a kept notice to its DTO. */
export function toConsentTextVersionDto(row: ConsentText): ConsentTextVersionDto {
  return {
    version: row.version,
    language: row.language,
    text: row.text,
    controller_name: row.controllerName,
    controller_contact: row.controllerContact,
    privacy_url: row.privacyUrl,
    created_at: row.createdAt.toISOString(),
  };
}
