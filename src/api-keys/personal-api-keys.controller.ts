import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireSession } from '../auth/access.decorators';
import { CurrentSession, type SignedIn } from '../auth/caller';
import { Operation } from '../openapi/operation.decorator';
import { PageQuery } from '../pagination/page.dto';
import type { PageResult } from '../pagination/page-result';
import { Throttle } from '../throttle/throttle.decorators';
import { IdPipe } from '../validation/uuid.pipe';
import { CreateApiKeyDto, NewApiKeyDto, PersonalApiKeyDto } from './api-key.dto';
import { ApiKeysService } from './api-keys.service';

/** Keys of the signed-in user. A key cannot make keys. */
@Controller('api/personal_api_keys')
@ApiTags('Keys')
@RequireSession()
@Throttle('visitor')
export class PersonalApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Operation({
    id: 'personal_api_keys_list',
    summary: "List one's keys",
    description: 'Your keys that are neither revoked nor expired, newest first.',
    type: PersonalApiKeyDto,
    paged: true,
  })
  list(
    @CurrentSession() signedIn: SignedIn,
    @Query() query: PageQuery,
  ): Promise<PageResult<PersonalApiKeyDto>> {
    return this.keys.listOwn(signedIn, query);
  }

  @Post()
  @Operation({
    id: 'personal_api_keys_create',
    summary: 'Make a key',
    description:
      'The answer has the key, which is not stored and cannot be shown again. A key is never allowed more than your role: 403 otherwise, also later when the role is lowered. You can have 100 keys (409 `too_many_keys`).',
    status: 201,
    type: NewApiKeyDto,
    errors: [409],
  })
  create(@CurrentSession() signedIn: SignedIn, @Body() body: CreateApiKeyDto): Promise<NewApiKeyDto> {
    return this.keys.create(signedIn, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({
    id: 'personal_api_keys_destroy',
    summary: "Revoke one of one's keys",
    description: 'The key is refused from its next request on.',
    status: 204,
  })
  async revoke(@CurrentSession() signedIn: SignedIn, @Param('id', IdPipe) id: string): Promise<void> {
    await this.keys.revokeOwn(signedIn, id);
  }
}
