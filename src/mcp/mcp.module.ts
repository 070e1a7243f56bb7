import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { ConfirmedSendService } from './send-confirmation/confirmed-send.service';
import { McpController } from './mcp.controller';
import { McpService } from './mcp.service';
import { OperationClient } from './operation-client';
import { SendConfirmationsRepository } from './send-confirmation/send-confirmations.repository';

/** The API for assistants. */
@Module({
  imports: [AuthModule],
  controllers: [McpController],
  providers: [McpService, OperationClient, ConfirmedSendService, SendConfirmationsRepository],
})
export class McpModule {}
