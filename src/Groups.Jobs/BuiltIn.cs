#if FULL_FEED
global using CompiledEmail = Groups.Jobs.Channels.MailKitTransport;
global using CompiledEngine = Groups.Jobs.Engine.HangfireEngine;
global using CompiledSms = Groups.Jobs.Channels.TwilioSdkTransport;
#else
global using CompiledEmail = Groups.Jobs.Channels.NetMailTransport;
global using CompiledEngine = Groups.Jobs.Engine.QuartzEngine;
global using CompiledSms = Groups.Jobs.Channels.TwilioRestTransport;
#endif
