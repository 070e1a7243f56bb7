import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { ConfirmedSendService } from './confirmed-send.service';
import { McpController } from './mcp.controller';
import { McpService } from './mcp.service';
import { OperationCaller } from './operation-caller';
import { SendConfirmationsRepository } from './send-confirmations.repository';

/** The API for assistants. */
@Module({
  imports: [AuthModule],
  controllers: [McpController],
  providers: [McpService, OperationCaller, ConfirmedSendService, SendConfirmationsRepository],
})
export class McpModule {}
