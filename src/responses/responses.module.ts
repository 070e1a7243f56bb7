import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UserInterview } from '../interviews/user-interview.entity';
import { SharingModule } from '../sharing/sharing.module';
import { TopicsModule } from '../topics/topics.module';
import { ResponseExportsController } from './exports/response-exports.controller';
import { ResponseExportsService } from './exports/response-exports.service';
import { ResponsesController } from './responses.controller';
import { ResponsesReadModel } from './responses.read-model';
import { ResponsesRepository } from './responses.repository';
import { ResponsesService } from './responses.service';
import { SearchBacklogRepository } from './search/search-backlog.repository';
import { SearchBacklogService } from './search/search-backlog.service';
import { SearchController } from './search/search.controller';
import { SearchReadModel } from './search/search.read-model';
import { SearchService } from './search/search.service';

/** Responses: the interviews that people started, with search and exports. */
@Module({
  imports: [TypeOrmModule.forFeature([UserInterview]), TopicsModule, SharingModule],
  controllers: [SearchController, ResponsesController, ResponseExportsController],
  providers: [
    ResponsesService,
    ResponsesReadModel,
    ResponsesRepository,
    SearchService,
    SearchReadModel,
    SearchBacklogService,
    SearchBacklogRepository,
    ResponseExportsService,
  ],
})
export class ResponsesModule {}
