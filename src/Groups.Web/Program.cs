using Groups.Web.Hosting;

return Commands.Knows(args)
    ? await Commands.RunAsync(args)
    : await GroupsProgram.RunAsync(args);
