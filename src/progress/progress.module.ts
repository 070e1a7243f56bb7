import { Module } from '@nestjs/common';
import { TopicsModule } from '../topics/topics.module';
import { ProgressController } from './progress.controller';
import { ProgressReadModel } from './progress.read-model';
import { ProgressService } from './progress.service';

/** Progress of a topic's interviewees, from the invite to the completed interview. */
@Module({
  imports: [TopicsModule],
  controllers: [ProgressController],
  providers: [ProgressService, ProgressReadModel],
})
export class ProgressModule {}
