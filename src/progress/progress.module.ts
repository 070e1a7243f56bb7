import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module';
import { TopicsModule } from '../topics/topics.module';
import { ProgressController } from './progress.controller';
import { ProgressReadModel } from './progress.read-model';
import { ProgressService } from './progress.service';
import { TopicCountsController } from './topic-counts.controller';
import { TopicCountsReadModel } from './topic-counts.read-model';

/** Progress of a topic's interviewees, from the invite to the completed interview. */
@Module({
  imports: [TopicsModule, ContactsModule],
  controllers: [TopicCountsController, ProgressController],
  providers: [ProgressService, ProgressReadModel, TopicCountsReadModel],
})
export class ProgressModule {}
