using Groups.Domain;
using Groups.Domain.Data;
using Microsoft.AspNetCore.Components.Forms;

namespace Groups.Web.Components;

/// <summary>The one place where a form meets <see cref="RuleViolation"/>: the sentence stands beside its field, nothing typed is lost.</summary>
public sealed class FormErrors
{
    private readonly EditContext _form;
    private readonly ValidationMessageStore _messages;

    /// <summary>Errors of this form.</summary>
    public FormErrors(EditContext form)
    {
        _form = form;
        _messages = new ValidationMessageStore(form);
    }

    /// <summary>Whether the form has an error now.</summary>
    public bool Any => _form.GetValidationMessages().Any();

    /// <summary>Adds a sentence beside a field, or above the form with null.</summary>
    public void Add(string? field, string sentence)
    {
        _messages.Add(new FieldIdentifier(_form.Model, field ?? ""), sentence);
        _form.NotifyValidationStateChanged();
    }

    /// <summary>Runs an action; a broken rule, or a disk that is full, is shown and answers false.</summary>
    public async Task<bool> TryAsync(Func<Task> action)
    {
        _messages.Clear();
        try
        {
            await action();
            return true;
        }
        catch (RuleViolation broken)
        {
            Add(broken.Field, broken.Message);
            return false;
        }
        catch (Exception failure) when (StorageTrouble.ForPeople(failure) is { } sentence)
        {
            Add(null, sentence);
            return false;
        }
    }
}
