import { Module } from '@nestjs/common';
import { TopicsModule } from '../topics/topics.module';
import { ProgressController } from './progress.controller';
import { ProgressRepository } from './progress.repository';
import { ProgressService } from './progress.service';

/** How far a topic's interviewees have come: from invited to completed. */
@Module({
  imports: [TopicsModule],
  controllers: [ProgressController],
  providers: [ProgressService, ProgressRepository],
})
export class ProgressModule {}
