using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Worker;

/// <summary>Stands before a service of the product, passes every call on, and tells the killer before and after.</summary>
[SuppressMessage("Design", "CA1852", Justification = "DispatchProxy derives from it.")]
internal class Watched<T> : DispatchProxy where T : class
{
    private static readonly MethodInfo Await = typeof(Watched<T>).GetMethod(nameof(AwaitAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private T _inner = null!;
    private Killer _killer = null!;

    /// <summary>Puts it before the service that is registered.</summary>
    public static void Put(IServiceCollection services, Killer killer)
    {
        var inner = services.Last(s => s.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(s =>
        {
            var proxy = Create<T, Watched<T>>();
            var watched = (Watched<T>)(object)proxy;
            watched._killer = killer;
            watched._inner = (T)(inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(s)
                ?? ActivatorUtilities.CreateInstance(s, inner.ImplementationType!));
            return proxy;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        _killer.Before(method.Name, args ?? []);
        var result = method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        return method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)
            ? Await.MakeGenericMethod(method.ReturnType.GenericTypeArguments).Invoke(this, [method.Name, result])
            : result;
    }

    private async Task<TResult> AwaitAsync<TResult>(string method, Task<TResult> running)
    {
        try
        {
            var result = await running;
            _killer.After(method, result);
            return result;
        }
        catch
        {
            _killer.Failed(method);
            throw;
        }
    }
}
