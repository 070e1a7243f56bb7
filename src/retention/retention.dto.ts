import { ApiProperty } from '@nestjs/swagger';
import { RETENTION_KINDS, type RetentionKind } from '../users/project.entity';

/** One kind of data in the preview. */
export class RetentionPreviewDto {
  @ApiProperty({ enum: RETENTION_KINDS, example: 'responses' })
  kind: RetentionKind;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Days that it is kept; null for always.',
    example: 365,
  })
  days: number | null;

  @ApiProperty({ type: 'integer', description: 'Rows that the next run would delete.', example: 12 })
  count: number;
}

/** The next run of retention. */
export class RetentionRunDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the last run began; null before the first.',
  })
  last_run_at: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From when on the next run begins, within ten minutes; null when everything is kept.',
  })
  next_run_at: string | null;

  @ApiProperty({ type: [RetentionPreviewDto], description: 'All kinds.' })
  kinds: RetentionPreviewDto[];
}
