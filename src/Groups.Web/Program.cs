using Groups.Web.Hosting;

return Commands.IsMeant(args)
    ? await Commands.RunAsync(args)
    : await GroupsProgram.RunAsync(args);
