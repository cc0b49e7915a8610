CREATE TABLE "Accounts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Accounts" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Email" TEXT NOT NULL,
    "Post" TEXT NOT NULL,
    "PersonId" TEXT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL, "LockedUntil" INTEGER NULL, "OrganisationId" TEXT NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001', "Phone" TEXT NULL, "SecondStep" INTEGER NOT NULL DEFAULT 0, "Stamp" TEXT NOT NULL DEFAULT '', "WrongTries" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "FK_Accounts_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE SET NULL
);
INSERT INTO "Accounts" VALUES ('01A20448-E9E0-79F7-8048-C38B3D0706E5','s1.QBn0S5qkJxssSF8Mc4SW8rrC0NAqBw7jhpFsIofz0QYo3JH4ng','s1.QBn0S6VIgMIxf-10P3D6QJK78gB6wCj4IBpSki4-teaQKqtLTU9z3YNTDMEaBg-3eVFzX4F0Q-totDTW7hiOkKX8REJsvA5EAZ4D5NnVyc7UYw','Worker',NULL,1785744000000,NULL,NULL,'00000000-0000-7000-8000-000000000001',NULL,0,'',0);
CREATE TABLE "Answers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Answers" PRIMARY KEY,
    "SessionId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "Value" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "FK_Answers_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Answers_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AuditEntries" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_AuditEntries" PRIMARY KEY,
    "At" INTEGER NOT NULL,
    "Act" TEXT NOT NULL,
    "OrganisationId" TEXT NULL,
    "By" TEXT NOT NULL,
    "AccountId" TEXT NULL,
    "ByPersonId" TEXT NULL,
    "PassId" TEXT NULL,
    "PersonId" TEXT NULL,
    "GroupId" TEXT NULL,
    "SessionId" TEXT NULL,
    "Detail" TEXT NULL,
    "KeyId" TEXT NOT NULL,
    "Previous" TEXT NOT NULL,
    "Hash" TEXT NOT NULL
);
CREATE TABLE "AuditHeads" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AuditHeads" PRIMARY KEY,
    "Number" INTEGER NOT NULL,
    "Hash" TEXT NOT NULL
);
INSERT INTO "AuditHeads" VALUES (1,0,'');
CREATE TABLE "ChannelHealth" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_ChannelHealth" PRIMARY KEY,
    "PausedUntil" INTEGER NULL,
    "Sentence" TEXT NULL,
    "At" INTEGER NULL
, "NextFreeAt" INTEGER NULL, "Strikes" INTEGER NOT NULL DEFAULT 0);
CREATE TABLE "CheckIns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_CheckIns" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "SelfRunSince" INTEGER NOT NULL,
    "Months" INTEGER NOT NULL,
    "DoneBy" TEXT NOT NULL,
    "DoneAt" INTEGER NOT NULL,
    CONSTRAINT "FK_CheckIns_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Complaints" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Complaints" PRIMARY KEY,
    "OrganisationId" TEXT NOT NULL,
    "PersonId" TEXT NULL,
    "Said" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "AnswerBy" TEXT NOT NULL,
    "AnsweredAt" INTEGER NULL,
    "AnsweredBy" TEXT NULL,
    CONSTRAINT "FK_Complaints_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE SET NULL
);
CREATE TABLE "ConsentRecords" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ConsentRecords" PRIMARY KEY,
    "PersonId" TEXT NOT NULL,
    "What" TEXT NOT NULL,
    "Given" INTEGER NOT NULL,
    "Wording" TEXT NOT NULL,
    "Language" TEXT NOT NULL,
    "AskedBy" TEXT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "FK_ConsentRecords_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "ContactMethods" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ContactMethods" PRIMARY KEY,
    "PersonId" TEXT NOT NULL,
    "Way" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "IsSafe" INTEGER NOT NULL,
    "Order" INTEGER NOT NULL,
    "Trouble" TEXT NULL,
    "TakesTexts" INTEGER NOT NULL,
    CONSTRAINT "FK_ContactMethods_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
INSERT INTO "ContactMethods" VALUES ('01A20448-ED0D-76BA-8A9C-ED8FEE5AE661','01A20448-ED0C-7AD7-B0B5-7537EA2ED3BD','Text','s1.QBn0SyEwaWexKesum494QF_Biri4h5TVnLOkdZbd2rWeYbFruJXYwuAkbJ65',1,0,NULL,0);
CREATE TABLE "DataKeysInUse" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DataKeysInUse" PRIMARY KEY,
    "KeyId" TEXT NOT NULL
);
INSERT INTO "DataKeysInUse" VALUES (1,'4019f44b');
CREATE TABLE "DutyHoldings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DutyHoldings" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Duty" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "GivenBy" TEXT NULL,
    "Since" INTEGER NOT NULL,
    "Until" INTEGER NULL, "DeputyId" TEXT NULL, "EndedBecause" TEXT NULL,
    CONSTRAINT "FK_DutyHoldings_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_DutyHoldings_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "DutyOffers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DutyOffers" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "Duty" TEXT NULL,
    "Words" TEXT NULL,
    "Source" TEXT NOT NULL,
    "OfferedAt" INTEGER NOT NULL,
    "SettledAt" INTEGER NULL,
    "Outcome" TEXT NULL,
    CONSTRAINT "FK_DutyOffers_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_DutyOffers_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "DutyPractices" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DutyPractices" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Duty" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "WithPersonId" TEXT NULL,
    "Since" INTEGER NOT NULL,
    "Until" INTEGER NULL,
    CONSTRAINT "FK_DutyPractices_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_DutyPractices_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_DutyPractices_People_WithPersonId" FOREIGN KEY ("WithPersonId") REFERENCES "People" ("Id") ON DELETE SET NULL
);
CREATE TABLE "DutySteps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DutySteps" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Duty" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "Step" TEXT NOT NULL,
    "SaidBy" TEXT NULL,
    "DoneAt" INTEGER NOT NULL,
    CONSTRAINT "FK_DutySteps_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_DutySteps_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "DutyTurns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DutyTurns" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "SessionId" TEXT NOT NULL,
    "Duty" TEXT NOT NULL,
    "PersonId" TEXT NULL, "Answer" TEXT NULL, "AnsweredAt" INTEGER NULL, "PlannedAt" INTEGER NULL, "InsteadOf" TEXT NULL,
    CONSTRAINT "FK_DutyTurns_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_DutyTurns_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Facts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Facts" PRIMARY KEY,
    "SessionId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "PersonId" TEXT NULL,
    "Name" TEXT NULL,
    "Count" INTEGER NULL,
    "Undoes" TEXT NULL,
    "TappedAt" INTEGER NOT NULL,
    "TappedBy" TEXT NULL,
    "RecordedAt" INTEGER NOT NULL, "Item" TEXT NULL, "PassId" TEXT NULL, "Way" TEXT NULL,
    CONSTRAINT "FK_Facts_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE SET NULL,
    CONSTRAINT "FK_Facts_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
CREATE TABLE "GroupAgreements" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_GroupAgreements" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "Limit" TEXT NOT NULL,
    "ReviewOn" TEXT NOT NULL,
    "WrittenBy" TEXT NOT NULL,
    "WrittenAt" INTEGER NOT NULL,
    "AgreedAt" INTEGER NULL,
    CONSTRAINT "FK_GroupAgreements_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
CREATE TABLE "GroupSteps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_GroupSteps" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "List" TEXT NOT NULL,
    "Step" TEXT NOT NULL,
    "SaidBy" TEXT NULL,
    "DoneAt" INTEGER NOT NULL,
    CONSTRAINT "FK_GroupSteps_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
CREATE TABLE "GroupWorkers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_GroupWorkers" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "AccountId" TEXT NOT NULL,
    "Since" INTEGER NOT NULL,
    "Until" INTEGER NULL,
    CONSTRAINT "FK_GroupWorkers_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "Accounts" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_GroupWorkers_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
INSERT INTO "GroupWorkers" VALUES ('01A20448-E9E1-7B6F-91D2-1A2491790F51','01A20448-E9E1-79D6-8A0F-161D57BB553C','01A20448-E9E0-79F7-8048-C38B3D0706E5',1785744000000,NULL);
CREATE TABLE "Groups" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Groups" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Alias" TEXT NULL,
    "Purpose" TEXT NOT NULL,
    "OpenTo" TEXT NOT NULL,
    "Sensitive" INTEGER NOT NULL,
    "Zone" TEXT NOT NULL,
    "Stage" TEXT NOT NULL,
    "StageSince" INTEGER NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    "Reminders_DayBefore" INTEGER NOT NULL,
    "Reminders_DayBeforeAt" TEXT NOT NULL,
    "Reminders_SameDay" INTEGER NOT NULL,
    "Reminders_SameDayMinutesBefore" INTEGER NOT NULL,
    "Reminders_SameDayNotBefore" TEXT NOT NULL,
    "Venue_Address" TEXT NOT NULL,
    "Venue_Bus" TEXT NOT NULL,
    "Venue_Cost" TEXT NOT NULL,
    "Venue_Food" TEXT NOT NULL,
    "Venue_HearingLoop" INTEGER NOT NULL,
    "Venue_Name" TEXT NOT NULL,
    "Venue_Seats" INTEGER NOT NULL,
    "Venue_StepFree" INTEGER NOT NULL,
    "Venue_Toilet" TEXT NOT NULL
, "Reminders_DutyDaysBefore" INTEGER NOT NULL DEFAULT 3, "Venue_MeetingSpot" TEXT NULL, "Backup" TEXT NULL, "ListingReviewOn" TEXT NULL, "SelfRunSince" INTEGER NULL, "OrganisationId" TEXT NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001');
INSERT INTO "Groups" VALUES ('01A20448-E9E1-79D6-8A0F-161D57BB553C','Women''s Café',NULL,'A hot drink and a blether','Women',0,'Europe/London','Starting',0,1785744000000,1,1,'10:00:00',1,150,'08:30:00','s1.QBn0SwJ90vOxqT8Rxox-IPORyi0rD2EJqFwZz3h_IhsrAA6R9d_uvvS1AShFHQ','Bus 60','Free','Tea and toast',0,'Braid Street Café',1,1,'Accessible',3,NULL,NULL,NULL,NULL,'00000000-0000-7000-8000-000000000001');
CREATE TABLE "Heartbeats" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Heartbeats" PRIMARY KEY,
    "At" INTEGER NOT NULL
);
CREATE TABLE "HelpRequests" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_HelpRequests" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "PersonId" TEXT NULL,
    "AccountId" TEXT NULL,
    "At" INTEGER NOT NULL,
    "AcknowledgedAt" INTEGER NULL,
    "AcknowledgedBy" TEXT NULL,
    "PassedOnAt" INTEGER NULL,
    CONSTRAINT "FK_HelpRequests_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_HelpRequests_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE SET NULL
);
CREATE TABLE "Helpings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Helpings" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Trigger" TEXT NOT NULL,
    "Choice" TEXT NOT NULL,
    "Duty" TEXT NULL,
    "By" TEXT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "FK_Helpings_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
CREATE TABLE "LeadPulses" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LeadPulses" PRIMARY KEY,
    "SessionId" TEXT NOT NULL,
    "AccountId" TEXT NULL,
    "PassId" TEXT NULL,
    "Value" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "FK_LeadPulses_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
CREATE TABLE "ListConsents" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ListConsents" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "AskedAt" INTEGER NULL,
    "YesAt" INTEGER NULL,
    "YesBy" TEXT NULL,
    "NoAt" INTEGER NULL,
    CONSTRAINT "FK_ListConsents_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_ListConsents_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "ListLooks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ListLooks" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "AccountId" TEXT NOT NULL,
    "Rows" INTEGER NOT NULL,
    "Printed" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "FK_ListLooks_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Members" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Members" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "JoinedAt" INTEGER NOT NULL,
    "LeftAt" INTEGER NULL,
    "UsuallyComes" INTEGER NOT NULL,
    "NotYet" INTEGER NOT NULL,
    "Wants" TEXT NOT NULL,
    "Welcome" INTEGER NOT NULL,
    "NameOnRegister" INTEGER NOT NULL, "Companion" TEXT NULL, "OnKioskSince" INTEGER NULL, "FirstCameAt" INTEGER NULL,
    CONSTRAINT "FK_Members_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Members_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
INSERT INTO "Members" VALUES ('01A20448-ED0D-7177-BC75-7F9691647B74','01A20448-E9E1-79D6-8A0F-161D57BB553C','01A20448-ED0C-7AD7-B0B5-7537EA2ED3BD',1785744000000,NULL,0,0,'All',0,1,NULL,NULL,NULL);
CREATE TABLE "Messages" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Messages" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "SessionId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "SessionStart" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "CalledFor" INTEGER NOT NULL,
    "DueAt" INTEGER NOT NULL,
    "NotAfter" INTEGER NOT NULL,
    "Way" TEXT NULL,
    "Address" TEXT NULL,
    "LeaseUntil" INTEGER NULL,
    "LeaseToken" TEXT NULL,
    "Attempts" INTEGER NOT NULL,
    "ProviderId" TEXT NULL,
    "ProviderCode" TEXT NULL,
    "Parts" INTEGER NULL,
    "PlannedAt" INTEGER NOT NULL,
    "SentAt" INTEGER NULL,
    "ChangedAt" INTEGER NOT NULL, "ReconcileAt" INTEGER NULL, "TextDigest" INTEGER NULL, "RelayId" TEXT NULL REFERENCES "Relays" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Messages_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Messages_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Messages_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
INSERT INTO "Messages" VALUES ('01A20448-F33A-7A80-9AF4-01272E123D05','01A20448-E9E1-79D6-8A0F-161D57BB553C','01A20448-EEDB-73D6-A1FB-1414B9F6E1C6','01A20448-ED0C-7AD7-B0B5-7537EA2ED3BD','DayBefore',0,1785924000000,'Planned',NULL,1785834000000,1785834000000,1785909600000,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,1785744000000,NULL,1785744000000,NULL,NULL,NULL);
INSERT INTO "Messages" VALUES ('01A20448-F33A-71F3-A524-005469DB691C','01A20448-E9E1-79D6-8A0F-161D57BB553C','01A20448-EEDB-73D6-A1FB-1414B9F6E1C6','01A20448-ED0C-7AD7-B0B5-7537EA2ED3BD','SameDay',0,1785924000000,'Planned',NULL,1785915000000,1785915000000,1785922200000,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,1785744000000,NULL,1785744000000,NULL,NULL,NULL);
CREATE TABLE "Organisations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Organisations" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL
);
INSERT INTO "Organisations" VALUES ('00000000-0000-7000-8000-000000000001','Our organisation',1767225600000);
CREATE TABLE "ParticipantLinks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ParticipantLinks" PRIMARY KEY,
    "PersonId" TEXT NOT NULL,
    "TokenHash" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "RevokedAt" INTEGER NULL,
    CONSTRAINT "FK_ParticipantLinks_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Passkeys" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Passkeys" PRIMARY KEY,
    "AccountId" TEXT NOT NULL,
    "CredentialId" BLOB NOT NULL,
    "Name" TEXT NOT NULL,
    "Data" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "UsedAt" INTEGER NULL,
    CONSTRAINT "FK_Passkeys_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "Accounts" ("Id") ON DELETE CASCADE
);
CREATE TABLE "People" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_People" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Language" TEXT NOT NULL,
    "Zone" TEXT NOT NULL,
    "AccessNeeds" TEXT NULL,
    "SharesAccessNeeds" INTEGER NOT NULL,
    "StoppedAt" INTEGER NULL,
    "AddedAt" INTEGER NOT NULL,
    "Consent_AskedBy" TEXT NULL,
    "Consent_GivenAt" INTEGER NULL,
    "Consent_Wording" TEXT NULL,
    "SafeContact_CheckedOn" TEXT NULL,
    "SafeContact_From" TEXT NULL,
    "SafeContact_IWillContactYou" INTEGER NOT NULL,
    "SafeContact_SenderName" TEXT NULL,
    "SafeContact_Until" TEXT NULL,
    "SafeContact_VoicemailAllowed" INTEGER NOT NULL
, "WantsCalendar" INTEGER NOT NULL DEFAULT 0, "ErasedAt" INTEGER NULL, "InTouchAt" INTEGER NULL);
INSERT INTO "People" VALUES ('01A20448-ED0C-7AD7-B0B5-7537EA2ED3BD','s1.QBn0S0F7Iqha2sBpyQPPzZVIJKlzI4Gx6DZGRuNuc4KA89Ch','en','Europe/London',NULL,0,NULL,1785744000000,'01A20448-E9E0-79F7-8048-C38B3D0706E5',1785744000000,'Said yes',NULL,NULL,0,NULL,NULL,0,0,NULL,NULL);
CREATE TABLE "PlannedPresences" (
    "SessionId" TEXT NOT NULL CONSTRAINT "PK_PlannedPresences" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Presence" TEXT NOT NULL,
    "SetAt" INTEGER NOT NULL,
    CONSTRAINT "FK_PlannedPresences_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Relays" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Relays" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "SessionId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Words" TEXT NOT NULL,
    "WrittenBy" TEXT NOT NULL,
    "WrittenAt" INTEGER NOT NULL,
    "TestedAt" INTEGER NULL,
    "SentAt" INTEGER NULL,
    "Recipients" INTEGER NULL,
    CONSTRAINT "FK_Relays_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Relays_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Replies" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Replies" PRIMARY KEY,
    "ProviderId" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "Meaning" TEXT NOT NULL,
    "PersonId" TEXT NULL,
    "GroupId" TEXT NULL,
    "SessionId" TEXT NULL,
    "ReceivedAt" INTEGER NOT NULL,
    "NeedsPerson" INTEGER NOT NULL,
    "DealtWithBy" TEXT NULL,
    "DealtWithAt" INTEGER NULL, "ClaimedAt" INTEGER NULL, "ClaimedBy" TEXT NULL, "IsCrisis" INTEGER NOT NULL DEFAULT 0, "Note" TEXT NULL,
    CONSTRAINT "FK_Replies_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Replies_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Replies_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE SET NULL
);
CREATE TABLE "Rests" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Rests" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "Until" TEXT NOT NULL,
    "SaidAt" INTEGER NOT NULL,
    CONSTRAINT "FK_Rests_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Rests_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Series" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Series" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "Rule" TEXT NOT NULL,
    "FirstDate" TEXT NOT NULL,
    "StartTime" TEXT NOT NULL,
    "Minutes" INTEGER NOT NULL,
    "Zone" TEXT NOT NULL,
    "StoppedFrom" TEXT NULL,
    CONSTRAINT "FK_Series_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE
);
CREATE TABLE "SessionPasses" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_SessionPasses" PRIMARY KEY,
    "SessionId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "TokenHash" TEXT NOT NULL,
    "CodeHash" TEXT NULL,
    "Name" TEXT NULL,
    "MadeBy" TEXT NULL,
    "MadeAt" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL,
    CONSTRAINT "FK_SessionPasses_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES "Sessions" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Sessions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Sessions" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "SeriesId" TEXT NULL,
    "Slot" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "StartTime" TEXT NOT NULL,
    "Minutes" INTEGER NOT NULL,
    "Zone" TEXT NOT NULL,
    "StartsAt" INTEGER NOT NULL,
    "EndsAt" INTEGER NOT NULL,
    "FirstStartsAt" INTEGER NOT NULL,
    "MovedFrom" INTEGER NULL,
    "ChangedAt" INTEGER NULL,
    "Revision" INTEGER NOT NULL,
    "Status" TEXT NOT NULL,
    "Note" TEXT NULL,
    "Headcount" INTEGER NULL,
    "Newcomers" INTEGER NULL,
    "Version" INTEGER NOT NULL,
    "Speaker_Name" TEXT NULL,
    "Speaker_Organisation" TEXT NULL,
    "Speaker_Topic" TEXT NULL, "SpeakerId" TEXT NULL REFERENCES "People" ("Id") ON DELETE SET NULL, "SpeakerSince" INTEGER NULL, "NotMetBecause" TEXT NULL, "Topics" TEXT NULL,
    CONSTRAINT "FK_Sessions_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_Sessions_Series_SeriesId" FOREIGN KEY ("SeriesId") REFERENCES "Series" ("Id") ON DELETE SET NULL
);
INSERT INTO "Sessions" VALUES ('01A20448-EEDB-73D6-A1FB-1414B9F6E1C6','01A20448-E9E1-79D6-8A0F-161D57BB553C',NULL,'2026-08-05','2026-08-05','11:00:00',90,'Europe/London',1785924000000,1785929400000,1785924000000,NULL,NULL,0,'Planned',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "SignInCodes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_SignInCodes" PRIMARY KEY,
    "AccountId" TEXT NOT NULL,
    "CodeHash" TEXT NOT NULL,
    "BrowserHash" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "UsedAt" INTEGER NULL,
    "WrongTries" INTEGER NOT NULL,
    CONSTRAINT "FK_SignInCodes_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "Accounts" ("Id") ON DELETE CASCADE
);
CREATE TABLE "SignInLinks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_SignInLinks" PRIMARY KEY,
    "AccountId" TEXT NULL,
    "TokenHash" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "UsedAt" INTEGER NULL,
    CONSTRAINT "FK_SignInLinks_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "Accounts" ("Id") ON DELETE CASCADE
);
CREATE TABLE "SignInSessions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_SignInSessions" PRIMARY KEY,
    "AccountId" TEXT NOT NULL,
    "Device" TEXT NOT NULL,
    "IsShared" INTEGER NOT NULL,
    "ByPasskey" INTEGER NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    "SeenAt" INTEGER NOT NULL,
    "EndsAt" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL,
    CONSTRAINT "FK_SignInSessions_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "Accounts" ("Id") ON DELETE CASCADE
);
CREATE TABLE "StageChanges" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_StageChanges" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "ProposedAt" INTEGER NOT NULL,
    "WorkerAccountId" TEXT NULL,
    "PeerPersonId" TEXT NULL,
    "DoneAt" INTEGER NULL,
    "WithdrawnAt" INTEGER NULL,
    CONSTRAINT "FK_StageChanges_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES "Groups" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_StageChanges_People_PeerPersonId" FOREIGN KEY ("PeerPersonId") REFERENCES "People" ("Id") ON DELETE SET NULL
);
CREATE TABLE "StoppedNumbers" (
    "Address" TEXT NOT NULL CONSTRAINT "PK_StoppedNumbers" PRIMARY KEY,
    "StoppedAt" INTEGER NOT NULL
);
CREATE TABLE "UnsubscribeLinks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_UnsubscribeLinks" PRIMARY KEY,
    "PersonId" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "TokenHash" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_UnsubscribeLinks_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Votes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Votes" PRIMARY KEY,
    "GroupId" TEXT NOT NULL,
    "StageChangeId" TEXT NOT NULL,
    "Way" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Eligible" INTEGER NOT NULL,
    "Quorum" INTEGER NOT NULL,
    "Yes" INTEGER NOT NULL,
    "No" INTEGER NOT NULL,
    "DontMind" INTEGER NOT NULL,
    "OpenedBy" TEXT NOT NULL,
    "OpenedAt" INTEGER NOT NULL,
    "ClosesAt" INTEGER NULL,
    "ClosedAt" INTEGER NULL,
    CONSTRAINT "FK_Votes_StageChanges_StageChangeId" FOREIGN KEY ("StageChangeId") REFERENCES "StageChanges" ("Id") ON DELETE CASCADE
);
CREATE TABLE "VotesTaken" (
    "VoteId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    CONSTRAINT "PK_VotesTaken" PRIMARY KEY ("VoteId", "PersonId"),
    CONSTRAINT "FK_VotesTaken_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES "People" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_VotesTaken_Votes_VoteId" FOREIGN KEY ("VoteId") REFERENCES "Votes" ("Id") ON DELETE CASCADE
);
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES ('20261122045436_Initial','10.0.14');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261122071020_MessageEngine','10.0.14');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261122094830_Register','10.0.14');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261122125522_Handover','10.0.14');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261122164116_SafeData','10.0.14');
CREATE UNIQUE INDEX "IX_Accounts_Email" ON "Accounts" ("Email");
CREATE INDEX "IX_Accounts_PersonId" ON "Accounts" ("PersonId");
CREATE INDEX "IX_Answers_PersonId" ON "Answers" ("PersonId");
CREATE UNIQUE INDEX "IX_Answers_SessionId_PersonId" ON "Answers" ("SessionId", "PersonId");
CREATE INDEX "IX_AuditEntries_GroupId_At" ON "AuditEntries" ("GroupId", "At");
CREATE INDEX "IX_AuditEntries_OrganisationId_At" ON "AuditEntries" ("OrganisationId", "At");
CREATE INDEX "IX_AuditEntries_PersonId_At" ON "AuditEntries" ("PersonId", "At");
CREATE UNIQUE INDEX "IX_CheckIns_GroupId_SelfRunSince_Months" ON "CheckIns" ("GroupId", "SelfRunSince", "Months");
CREATE INDEX "IX_Complaints_OrganisationId_At" ON "Complaints" ("OrganisationId", "At");
CREATE INDEX "IX_Complaints_PersonId" ON "Complaints" ("PersonId");
CREATE INDEX "IX_ConsentRecords_PersonId" ON "ConsentRecords" ("PersonId");
CREATE INDEX "IX_ContactMethods_Address" ON "ContactMethods" ("Address");
CREATE UNIQUE INDEX "IX_ContactMethods_PersonId_Way_Address" ON "ContactMethods" ("PersonId", "Way", "Address");
CREATE INDEX "IX_DutyHoldings_GroupId_Duty" ON "DutyHoldings" ("GroupId", "Duty");
CREATE INDEX "IX_DutyHoldings_PersonId_GroupId" ON "DutyHoldings" ("PersonId", "GroupId");
CREATE INDEX "IX_DutyOffers_GroupId" ON "DutyOffers" ("GroupId");
CREATE INDEX "IX_DutyOffers_PersonId" ON "DutyOffers" ("PersonId");
CREATE INDEX "IX_DutyPractices_GroupId" ON "DutyPractices" ("GroupId");
CREATE INDEX "IX_DutyPractices_PersonId" ON "DutyPractices" ("PersonId");
CREATE INDEX "IX_DutyPractices_WithPersonId" ON "DutyPractices" ("WithPersonId");
CREATE UNIQUE INDEX "IX_DutySteps_GroupId_Duty_PersonId_Step" ON "DutySteps" ("GroupId", "Duty", "PersonId", "Step");
CREATE INDEX "IX_DutySteps_PersonId" ON "DutySteps" ("PersonId");
CREATE INDEX "IX_DutyTurns_GroupId_SessionId" ON "DutyTurns" ("GroupId", "SessionId");
CREATE INDEX "IX_DutyTurns_PersonId" ON "DutyTurns" ("PersonId");
CREATE UNIQUE INDEX "IX_DutyTurns_SessionId_Duty_PersonId" ON "DutyTurns" ("SessionId", "Duty", "PersonId");
CREATE INDEX "IX_Facts_PersonId" ON "Facts" ("PersonId");
CREATE INDEX "IX_Facts_SessionId" ON "Facts" ("SessionId");
CREATE UNIQUE INDEX "IX_GroupAgreements_GroupId_Version" ON "GroupAgreements" ("GroupId", "Version");
CREATE UNIQUE INDEX "IX_GroupSteps_GroupId_List_Step" ON "GroupSteps" ("GroupId", "List", "Step");
CREATE INDEX "IX_GroupWorkers_AccountId_GroupId" ON "GroupWorkers" ("AccountId", "GroupId");
CREATE INDEX "IX_GroupWorkers_GroupId" ON "GroupWorkers" ("GroupId");
CREATE INDEX "IX_HelpRequests_AcknowledgedAt" ON "HelpRequests" ("AcknowledgedAt");
CREATE INDEX "IX_HelpRequests_GroupId_At" ON "HelpRequests" ("GroupId", "At");
CREATE INDEX "IX_HelpRequests_PersonId" ON "HelpRequests" ("PersonId");
CREATE INDEX "IX_Helpings_GroupId_At" ON "Helpings" ("GroupId", "At");
CREATE UNIQUE INDEX "IX_LeadPulses_SessionId_AccountId" ON "LeadPulses" ("SessionId", "AccountId");
CREATE UNIQUE INDEX "IX_ListConsents_GroupId_PersonId" ON "ListConsents" ("GroupId", "PersonId");
CREATE INDEX "IX_ListConsents_PersonId" ON "ListConsents" ("PersonId");
CREATE INDEX "IX_ListLooks_GroupId_At" ON "ListLooks" ("GroupId", "At");
CREATE UNIQUE INDEX "IX_Members_GroupId_PersonId" ON "Members" ("GroupId", "PersonId");
CREATE INDEX "IX_Members_PersonId" ON "Members" ("PersonId");
CREATE INDEX "IX_Messages_Address_ChangedAt" ON "Messages" ("Address", "ChangedAt") WHERE "Address" IS NOT NULL;
CREATE INDEX "IX_Messages_Due" ON "Messages" ("DueAt") WHERE "State" = 'Planned';
CREATE INDEX "IX_Messages_GroupId_ChangedAt" ON "Messages" ("GroupId", "ChangedAt");
CREATE INDEX "IX_Messages_LeaseUntil" ON "Messages" ("LeaseUntil") WHERE "LeaseUntil" IS NOT NULL;
CREATE INDEX "IX_Messages_PersonId" ON "Messages" ("PersonId");
CREATE INDEX "IX_Messages_ProviderId" ON "Messages" ("ProviderId") WHERE "ProviderId" IS NOT NULL;
CREATE INDEX "IX_Messages_ReconcileAt" ON "Messages" ("ReconcileAt") WHERE "ReconcileAt" IS NOT NULL;
CREATE INDEX "IX_Messages_RelayId" ON "Messages" ("RelayId") WHERE "RelayId" IS NOT NULL;
CREATE UNIQUE INDEX "IX_Messages_SessionId_PersonId_Kind_Revision" ON "Messages" ("SessionId", "PersonId", "Kind", "Revision");
CREATE INDEX "IX_ParticipantLinks_PersonId" ON "ParticipantLinks" ("PersonId");
CREATE UNIQUE INDEX "IX_ParticipantLinks_TokenHash" ON "ParticipantLinks" ("TokenHash");
CREATE INDEX "IX_Passkeys_AccountId" ON "Passkeys" ("AccountId");
CREATE UNIQUE INDEX "IX_Passkeys_CredentialId" ON "Passkeys" ("CredentialId");
CREATE INDEX "IX_PlannedPresences_GroupId" ON "PlannedPresences" ("GroupId");
CREATE INDEX "IX_Relays_GroupId_WrittenAt" ON "Relays" ("GroupId", "WrittenAt");
CREATE UNIQUE INDEX "IX_Relays_SessionId_Number" ON "Relays" ("SessionId", "Number");
CREATE INDEX "IX_Replies_GroupId_ReceivedAt" ON "Replies" ("GroupId", "ReceivedAt");
CREATE INDEX "IX_Replies_NeedsPerson" ON "Replies" ("NeedsPerson") WHERE "NeedsPerson";
CREATE INDEX "IX_Replies_PersonId" ON "Replies" ("PersonId");
CREATE UNIQUE INDEX "IX_Replies_ProviderId" ON "Replies" ("ProviderId");
CREATE INDEX "IX_Replies_SessionId" ON "Replies" ("SessionId");
CREATE INDEX "IX_Rests_GroupId_Until" ON "Rests" ("GroupId", "Until");
CREATE INDEX "IX_Rests_PersonId" ON "Rests" ("PersonId");
CREATE INDEX "IX_Series_GroupId" ON "Series" ("GroupId");
CREATE UNIQUE INDEX "IX_SessionPasses_CodeHash" ON "SessionPasses" ("CodeHash");
CREATE INDEX "IX_SessionPasses_SessionId" ON "SessionPasses" ("SessionId");
CREATE UNIQUE INDEX "IX_SessionPasses_TokenHash" ON "SessionPasses" ("TokenHash");
CREATE INDEX "IX_Sessions_GroupId_StartsAt" ON "Sessions" ("GroupId", "StartsAt");
CREATE UNIQUE INDEX "IX_Sessions_SeriesId_Slot" ON "Sessions" ("SeriesId", "Slot");
CREATE INDEX "IX_Sessions_SpeakerId" ON "Sessions" ("SpeakerId");
CREATE INDEX "IX_Sessions_StartsAt" ON "Sessions" ("StartsAt");
CREATE INDEX "IX_SignInCodes_AccountId" ON "SignInCodes" ("AccountId");
CREATE INDEX "IX_SignInCodes_BrowserHash" ON "SignInCodes" ("BrowserHash");
CREATE INDEX "IX_SignInCodes_ExpiresAt" ON "SignInCodes" ("ExpiresAt");
CREATE INDEX "IX_SignInLinks_AccountId" ON "SignInLinks" ("AccountId");
CREATE UNIQUE INDEX "IX_SignInLinks_TokenHash" ON "SignInLinks" ("TokenHash");
CREATE INDEX "IX_SignInSessions_AccountId" ON "SignInSessions" ("AccountId");
CREATE INDEX "IX_SignInSessions_EndsAt" ON "SignInSessions" ("EndsAt");
CREATE INDEX "IX_StageChanges_GroupId" ON "StageChanges" ("GroupId");
CREATE INDEX "IX_StageChanges_PeerPersonId" ON "StageChanges" ("PeerPersonId");
CREATE INDEX "IX_UnsubscribeLinks_CreatedAt" ON "UnsubscribeLinks" ("CreatedAt");
CREATE INDEX "IX_UnsubscribeLinks_PersonId" ON "UnsubscribeLinks" ("PersonId");
CREATE UNIQUE INDEX "IX_UnsubscribeLinks_TokenHash" ON "UnsubscribeLinks" ("TokenHash");
CREATE INDEX "IX_VotesTaken_PersonId" ON "VotesTaken" ("PersonId");
CREATE UNIQUE INDEX "IX_Votes_GroupId_Number" ON "Votes" ("GroupId", "Number");
CREATE INDEX "IX_Votes_StageChangeId" ON "Votes" ("StageChangeId");
