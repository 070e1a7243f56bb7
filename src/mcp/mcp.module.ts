import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module';
import { ConfirmedCallService } from './send-confirmation/confirmed-call.service';
import { McpController } from './mcp.controller';
import { McpService } from './mcp.service';
import { OperationClient } from './operation-client';
import { SendConfirmation } from './send-confirmation/send-confirmation.entity';
import { SendConfirmationsRepository } from './send-confirmation/send-confirmations.repository';

/** The API as tools for assistants, over the Model Context Protocol. */
@Module({
  imports: [AuthModule, TypeOrmModule.forFeature([SendConfirmation])],
  controllers: [McpController],
  providers: [McpService, OperationClient, ConfirmedCallService, SendConfirmationsRepository],
})
export class McpModule {}
