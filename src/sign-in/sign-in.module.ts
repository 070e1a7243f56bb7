import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailModule } from '../mail/mail.module';
import { ThrottleModule } from '../throttle/throttle.module';
import { SignInLink } from '../users/sign-in-link.entity';
import { UsersModule } from '../users/users.module';
import { OidcController } from './oidc/oidc.controller';
import { OidcProvider } from './oidc/oidc-provider';
import { OidcSignInService } from './oidc/oidc-sign-in.service';
import { SignInController } from './page/sign-in.controller';
import { SignInPageService } from './page/sign-in-page.service';
import { SignInPages } from './page/sign-in-pages';
import { SessionController } from './session.controller';
import { SessionService } from './session.service';
import { SignInLinkController } from './sign-in-link.controller';
import { SignInLinksRepository } from './sign-in-links.repository';
import { SignInLinksService } from './sign-in-links.service';
import { SignInMailer } from './sign-in-mailer';
import { SignInRequestsService } from './sign-in-requests.service';

/** How people sign in, and their sessions. */
@Module({
  imports: [TypeOrmModule.forFeature([SignInLink]), UsersModule, MailModule, ThrottleModule],
  controllers: [SessionController, SignInLinkController, OidcController, SignInController],
  providers: [
    SessionService,
    SignInLinksRepository,
    SignInLinksService,
    SignInMailer,
    SignInRequestsService,
    SignInPages,
    SignInPageService,
    OidcProvider,
    OidcSignInService,
  ],
  exports: [SignInLinksService, SignInMailer],
})
export class SignInModule {}
