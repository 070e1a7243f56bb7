import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Project } from '../users/project.entity';
import { RetentionTimer } from './retention-timer.service';
import { RetentionController } from './retention.controller';
import { RetentionRepository } from './retention.repository';
import { RetentionService } from './retention.service';

/** Deletes data that is older than its project wants to keep it. */
@Module({
  imports: [TypeOrmModule.forFeature([Project])],
  controllers: [RetentionController],
  providers: [RetentionRepository, RetentionService, RetentionTimer],
})
export class RetentionModule {}
