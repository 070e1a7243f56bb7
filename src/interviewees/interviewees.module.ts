import { Module } from '@nestjs/common';
import { TopicsModule } from '../topics/topics.module';
import { IntervieweesController } from './interviewees.controller';
import { IntervieweesRepository } from './interviewees.repository';
import { IntervieweesService } from './interviewees.service';

/** What is known about each interviewee. */
@Module({
  imports: [TopicsModule],
  controllers: [IntervieweesController],
  providers: [IntervieweesRepository, IntervieweesService],
  exports: [IntervieweesService],
})
export class IntervieweesModule {}
