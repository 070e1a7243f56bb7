import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module';
import { ThrottleModule } from '../throttle/throttle.module';
import { OptOutPageService } from './opt-out-page.service';
import { OptOutController } from './opt-out.controller';

/** The unsubscribe page. */
@Module({
  imports: [ContactsModule, ThrottleModule],
  controllers: [OptOutController],
  providers: [OptOutPageService],
})
export class OptOutModule {}
