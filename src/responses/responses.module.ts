import { Module } from '@nestjs/common';
import { SharingModule } from '../sharing/sharing.module';
import { TopicsModule } from '../topics/topics.module';
import { ProgressController } from './progress.controller';
import { ProgressRepository } from './progress.repository';
import { ProgressService } from './progress.service';
import { ResponseExportsController } from './response-exports.controller';
import { ResponseExportsService } from './response-exports.service';
import { ResponsesController } from './responses.controller';
import { ResponsesRepository } from './responses.repository';
import { ResponsesService } from './responses.service';
import { SearchController } from './search.controller';
import { SearchRepository } from './search.repository';
import { SearchService } from './search.service';

/** What people said. */
@Module({
  imports: [TopicsModule, SharingModule],
  controllers: [SearchController, ResponsesController, ResponseExportsController, ProgressController],
  providers: [
    ResponsesService,
    ResponsesRepository,
    SearchService,
    SearchRepository,
    ResponseExportsService,
    ProgressService,
    ProgressRepository,
  ],
})
export class ResponsesModule {}
