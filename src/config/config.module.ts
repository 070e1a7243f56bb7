import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Settings } from './settings';

/** Provides the {@link Settings} of this process everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static register(settings: Settings): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Settings, useValue: settings }],
      exports: [Settings],
    };
  }
}
