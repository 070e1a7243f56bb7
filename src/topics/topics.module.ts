import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Topic } from './topic.entity';
import { TopicsController } from './topics.controller';
import { TopicsReadModel } from './topics.read-model';
import { TopicsRepository } from './topics.repository';
import { TopicsService } from './topics.service';

/** Topics: planned interviews, and the people they target. */
@Module({
  imports: [TypeOrmModule.forFeature([Topic])],
  controllers: [TopicsController],
  providers: [TopicsRepository, TopicsReadModel, TopicsService],
  exports: [TopicsService],
})
export class TopicsModule {}
