import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TopicsModule } from '../topics/topics.module';
import { IntervieweeContext } from './interviewee-context.entity';
import { IntervieweesController } from './interviewees.controller';
import { IntervieweesRepository } from './interviewees.repository';
import { IntervieweesService } from './interviewees.service';

/** Context about each interviewee, known before the interview. */
@Module({
  imports: [TypeOrmModule.forFeature([IntervieweeContext]), TopicsModule],
  controllers: [IntervieweesController],
  providers: [IntervieweesRepository, IntervieweesService],
  exports: [IntervieweesService],
})
export class IntervieweesModule {}
