import { Module } from '@nestjs/common';
import { SharingModule } from '../sharing/sharing.module';
import { TopicsModule } from '../topics/topics.module';
import { ResponseExportsController } from './exports/response-exports.controller';
import { ResponseExportsService } from './exports/response-exports.service';
import { ResponsesController } from './responses.controller';
import { ResponsesRepository } from './responses.repository';
import { ResponsesService } from './responses.service';
import { SearchController } from './search/search.controller';
import { SearchRepository } from './search/search.repository';
import { SearchService } from './search/search.service';

/** What people said. */
@Module({
  imports: [TopicsModule, SharingModule],
  controllers: [SearchController, ResponsesController, ResponseExportsController],
  providers: [ResponsesService, ResponsesRepository, SearchService, SearchRepository, ResponseExportsService],
})
export class ResponsesModule {}
