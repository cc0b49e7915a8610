#if FULL_FEED
global using CompiledEmail = Groups.Jobs.Channels.MailKitTransport;
global using CompiledEngine = Groups.Jobs.Engine.HangfireEngine;
global using CompiledCalls = Groups.Jobs.Channels.TwilioSdkCalls;
global using CompiledSms = Groups.Jobs.Channels.TwilioSdkTransport;
#else
global using CompiledEmail = Groups.Jobs.Channels.NetMailTransport;
global using CompiledEngine = Groups.Jobs.Engine.QuartzEngine;
global using CompiledCalls = Groups.Jobs.Channels.TwilioRestCalls;
global using CompiledSms = Groups.Jobs.Channels.TwilioRestTransport;
#endif
