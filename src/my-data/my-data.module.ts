import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module';
import { InterviewsModule } from '../interviews/interviews.module';
import { SharingModule } from '../sharing/sharing.module';
import { MyDataPageService } from './my-data-page.service';
import { MyDataController } from './my-data.controller';
import { MyDataReadModel } from './my-data.read-model';
import { MyDataService } from './my-data.service';

/** The page where an interviewee sees, downloads and withdraws what they said. */
@Module({
  imports: [SharingModule, InterviewsModule, ContactsModule],
  controllers: [MyDataController],
  providers: [MyDataPageService, MyDataService, MyDataReadModel],
})
export class MyDataModule {}
