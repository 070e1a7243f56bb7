import { Module } from '@nestjs/common';
import { UsersRepository } from './users.repository';
import { UsersService } from './users.service';

/** Users, projects and keys. */
@Module({ providers: [UsersRepository, UsersService], exports: [UsersService] })
export class UsersModule {}
