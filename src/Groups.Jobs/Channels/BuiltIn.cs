#if FULL_FEED
global using CompiledEmail = Groups.Jobs.Channels.MailKitTransport;
global using CompiledSms = Groups.Jobs.Channels.TwilioSdkTransport;
#else
global using CompiledEmail = Groups.Jobs.Channels.NetMailTransport;
global using CompiledSms = Groups.Jobs.Channels.TwilioRestTransport;
#endif
