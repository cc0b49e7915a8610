SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public."Accounts" (
    "Id" uuid NOT NULL,
    "Name" text NOT NULL,
    "Email" text NOT NULL,
    "Post" character varying(24) NOT NULL,
    "PersonId" uuid,
    "CreatedAt" timestamp with time zone NOT NULL,
    "EndedAt" timestamp with time zone,
    "LockedUntil" timestamp with time zone,
    "OrganisationId" uuid DEFAULT '00000000-0000-7000-8000-000000000001'::uuid NOT NULL,
    "Phone" text,
    "SecondStep" boolean DEFAULT false NOT NULL,
    "Stamp" character varying(64) DEFAULT ''::character varying NOT NULL,
    "WrongTries" integer DEFAULT 0 NOT NULL
);
CREATE TABLE public."Answers" (
    "Id" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Value" character varying(24) NOT NULL,
    "Source" character varying(24) NOT NULL,
    "At" timestamp with time zone NOT NULL
);
CREATE TABLE public."AuditEntries" (
    "Number" bigint NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "Act" character varying(24) NOT NULL,
    "OrganisationId" uuid,
    "By" character varying(24) NOT NULL,
    "AccountId" uuid,
    "ByPersonId" uuid,
    "PassId" uuid,
    "PersonId" uuid,
    "GroupId" uuid,
    "SessionId" uuid,
    "Detail" character varying(60),
    "KeyId" character varying(8) NOT NULL,
    "Previous" character varying(64) NOT NULL,
    "Hash" character varying(64) NOT NULL
);
CREATE TABLE public."AuditHeads" (
    "Id" integer NOT NULL,
    "Number" bigint NOT NULL,
    "Hash" character varying(64) NOT NULL
);
CREATE TABLE public."ChannelHealth" (
    "Name" character varying(60) NOT NULL,
    "PausedUntil" timestamp with time zone,
    "Sentence" character varying(300),
    "At" timestamp with time zone,
    "NextFreeAt" timestamp with time zone,
    "Strikes" integer DEFAULT 0 NOT NULL
);
CREATE TABLE public."CheckIns" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "SelfRunSince" timestamp with time zone NOT NULL,
    "Months" integer NOT NULL,
    "DoneBy" uuid NOT NULL,
    "DoneAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."Complaints" (
    "Id" uuid NOT NULL,
    "OrganisationId" uuid NOT NULL,
    "PersonId" uuid,
    "Said" text NOT NULL,
    "At" timestamp with time zone NOT NULL,
    "AnswerBy" date NOT NULL,
    "AnsweredAt" timestamp with time zone,
    "AnsweredBy" uuid
);
CREATE TABLE public."ConsentRecords" (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "What" character varying(24) NOT NULL,
    "Given" boolean NOT NULL,
    "Wording" character varying(500) NOT NULL,
    "Language" character varying(12) NOT NULL,
    "AskedBy" uuid,
    "At" timestamp with time zone NOT NULL
);
CREATE TABLE public."ContactMethods" (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Way" character varying(24) NOT NULL,
    "Address" text NOT NULL,
    "IsSafe" boolean NOT NULL,
    "Order" integer NOT NULL,
    "Trouble" character varying(100),
    "TakesTexts" boolean NOT NULL
);
CREATE TABLE public."DataKeysInUse" (
    "Id" integer NOT NULL,
    "KeyId" character varying(8) NOT NULL
);
CREATE TABLE public."DutyHoldings" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Duty" character varying(24) NOT NULL,
    "PersonId" uuid NOT NULL,
    "GivenBy" uuid,
    "Since" timestamp with time zone NOT NULL,
    "Until" timestamp with time zone,
    "DeputyId" uuid,
    "EndedBecause" character varying(24)
);
CREATE TABLE public."DutyOffers" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Duty" character varying(24),
    "Words" text,
    "Source" character varying(24) NOT NULL,
    "OfferedAt" timestamp with time zone NOT NULL,
    "SettledAt" timestamp with time zone,
    "Outcome" character varying(24)
);
CREATE TABLE public."DutyPractices" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Duty" character varying(24) NOT NULL,
    "PersonId" uuid NOT NULL,
    "WithPersonId" uuid,
    "Since" timestamp with time zone NOT NULL,
    "Until" timestamp with time zone
);
CREATE TABLE public."DutySteps" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Duty" character varying(24) NOT NULL,
    "PersonId" uuid NOT NULL,
    "Step" character varying(24) NOT NULL,
    "SaidBy" uuid,
    "DoneAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."DutyTurns" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "Duty" character varying(24) NOT NULL,
    "PersonId" uuid,
    "Answer" character varying(24),
    "AnsweredAt" timestamp with time zone,
    "PlannedAt" timestamp with time zone,
    "InsteadOf" uuid
);
CREATE TABLE public."Facts" (
    "Id" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "Kind" character varying(24) NOT NULL,
    "PersonId" uuid,
    "Name" text,
    "Count" integer,
    "Undoes" uuid,
    "TappedAt" timestamp with time zone NOT NULL,
    "TappedBy" uuid,
    "RecordedAt" timestamp with time zone NOT NULL,
    "Item" character varying(24),
    "PassId" uuid,
    "Way" character varying(24)
);
CREATE TABLE public."GroupAgreements" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Version" integer NOT NULL,
    "Text" character varying(4000) NOT NULL,
    "Limit" character varying(600) NOT NULL,
    "ReviewOn" date NOT NULL,
    "WrittenBy" uuid NOT NULL,
    "WrittenAt" timestamp with time zone NOT NULL,
    "AgreedAt" timestamp with time zone
);
CREATE TABLE public."GroupSteps" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "List" character varying(24) NOT NULL,
    "Step" character varying(24) NOT NULL,
    "SaidBy" uuid,
    "DoneAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."GroupWorkers" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "AccountId" uuid NOT NULL,
    "Since" timestamp with time zone NOT NULL,
    "Until" timestamp with time zone
);
CREATE TABLE public."Groups" (
    "Id" uuid NOT NULL,
    "Name" character varying(100) NOT NULL,
    "Alias" character varying(60),
    "Purpose" character varying(1000) NOT NULL,
    "OpenTo" character varying(300) NOT NULL,
    "Sensitive" boolean NOT NULL,
    "Zone" character varying(64) NOT NULL,
    "Stage" character varying(24) NOT NULL,
    "StageSince" timestamp with time zone NOT NULL,
    "StartedAt" timestamp with time zone NOT NULL,
    "Version" integer NOT NULL,
    "Reminders_DayBefore" boolean NOT NULL,
    "Reminders_DayBeforeAt" time without time zone NOT NULL,
    "Reminders_SameDay" boolean NOT NULL,
    "Reminders_SameDayMinutesBefore" integer NOT NULL,
    "Reminders_SameDayNotBefore" time without time zone NOT NULL,
    "Venue_Address" text NOT NULL,
    "Venue_Bus" character varying(200) NOT NULL,
    "Venue_Cost" character varying(100) NOT NULL,
    "Venue_Food" character varying(200) NOT NULL,
    "Venue_HearingLoop" boolean NOT NULL,
    "Venue_Name" character varying(100) NOT NULL,
    "Venue_Seats" boolean NOT NULL,
    "Venue_StepFree" boolean NOT NULL,
    "Venue_Toilet" character varying(24) NOT NULL,
    "Reminders_DutyDaysBefore" integer DEFAULT 3 NOT NULL,
    "Venue_MeetingSpot" text,
    "Backup" text,
    "ListingReviewOn" date,
    "SelfRunSince" timestamp with time zone,
    "OrganisationId" uuid DEFAULT '00000000-0000-7000-8000-000000000001'::uuid NOT NULL
);
CREATE TABLE public."Heartbeats" (
    "Name" character varying(60) NOT NULL,
    "At" timestamp with time zone NOT NULL
);
CREATE TABLE public."HelpRequests" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Kind" character varying(24) NOT NULL,
    "PersonId" uuid,
    "AccountId" uuid,
    "At" timestamp with time zone NOT NULL,
    "AcknowledgedAt" timestamp with time zone,
    "AcknowledgedBy" uuid,
    "PassedOnAt" timestamp with time zone
);
CREATE TABLE public."Helpings" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Trigger" character varying(24) NOT NULL,
    "Choice" character varying(24) NOT NULL,
    "Duty" character varying(24),
    "By" uuid,
    "At" timestamp with time zone NOT NULL
);
CREATE TABLE public."LeadPulses" (
    "Id" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "AccountId" uuid,
    "PassId" uuid,
    "Value" character varying(24) NOT NULL,
    "At" timestamp with time zone NOT NULL
);
CREATE TABLE public."ListConsents" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "AskedAt" timestamp with time zone,
    "YesAt" timestamp with time zone,
    "YesBy" character varying(24),
    "NoAt" timestamp with time zone
);
CREATE TABLE public."ListLooks" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "AccountId" uuid NOT NULL,
    "Rows" integer NOT NULL,
    "Printed" boolean NOT NULL,
    "At" timestamp with time zone NOT NULL
);
CREATE TABLE public."Members" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "JoinedAt" timestamp with time zone NOT NULL,
    "LeftAt" timestamp with time zone,
    "UsuallyComes" boolean NOT NULL,
    "NotYet" boolean NOT NULL,
    "Wants" character varying(24) NOT NULL,
    "Welcome" boolean NOT NULL,
    "NameOnRegister" boolean NOT NULL,
    "Companion" text,
    "OnKioskSince" timestamp with time zone,
    "FirstCameAt" timestamp with time zone
);
CREATE TABLE public."Messages" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Kind" character varying(24) NOT NULL,
    "Revision" integer NOT NULL,
    "SessionStart" timestamp with time zone NOT NULL,
    "State" character varying(24) NOT NULL,
    "Reason" character varying(200),
    "CalledFor" timestamp with time zone NOT NULL,
    "DueAt" timestamp with time zone NOT NULL,
    "NotAfter" timestamp with time zone NOT NULL,
    "Way" character varying(24),
    "Address" text,
    "LeaseUntil" timestamp with time zone,
    "LeaseToken" uuid,
    "Attempts" integer NOT NULL,
    "ProviderId" character varying(200),
    "ProviderCode" character varying(60),
    "Parts" integer,
    "PlannedAt" timestamp with time zone NOT NULL,
    "SentAt" timestamp with time zone,
    "ChangedAt" timestamp with time zone NOT NULL,
    "ReconcileAt" timestamp with time zone,
    "RelayId" uuid,
    "TextDigest" bigint
);
CREATE TABLE public."Organisations" (
    "Id" uuid NOT NULL,
    "Name" character varying(100) NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."ParticipantLinks" (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "TokenHash" character varying(64) NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "ExpiresAt" timestamp with time zone NOT NULL,
    "RevokedAt" timestamp with time zone
);
CREATE TABLE public."Passkeys" (
    "Id" uuid NOT NULL,
    "AccountId" uuid NOT NULL,
    "CredentialId" bytea NOT NULL,
    "Name" character varying(60) NOT NULL,
    "Data" text NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "UsedAt" timestamp with time zone
);
CREATE TABLE public."People" (
    "Id" uuid NOT NULL,
    "Name" text NOT NULL,
    "Language" character varying(12) NOT NULL,
    "Zone" character varying(64) NOT NULL,
    "AccessNeeds" text,
    "SharesAccessNeeds" boolean NOT NULL,
    "StoppedAt" timestamp with time zone,
    "AddedAt" timestamp with time zone NOT NULL,
    "Consent_AskedBy" uuid,
    "Consent_GivenAt" timestamp with time zone,
    "Consent_Wording" character varying(500),
    "SafeContact_CheckedOn" date,
    "SafeContact_From" time without time zone,
    "SafeContact_IWillContactYou" boolean NOT NULL,
    "SafeContact_SenderName" text,
    "SafeContact_Until" time without time zone,
    "SafeContact_VoicemailAllowed" boolean NOT NULL,
    "WantsCalendar" boolean DEFAULT false NOT NULL,
    "ErasedAt" timestamp with time zone,
    "InTouchAt" timestamp with time zone
);
CREATE TABLE public."PlannedPresences" (
    "SessionId" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Presence" character varying(24) NOT NULL,
    "SetAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."Relays" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "Number" integer NOT NULL,
    "Words" text NOT NULL,
    "WrittenBy" uuid NOT NULL,
    "WrittenAt" timestamp with time zone NOT NULL,
    "TestedAt" timestamp with time zone,
    "SentAt" timestamp with time zone,
    "Recipients" integer
);
CREATE TABLE public."Replies" (
    "Id" uuid NOT NULL,
    "ProviderId" character varying(200) NOT NULL,
    "From" text NOT NULL,
    "Body" text NOT NULL,
    "Meaning" character varying(24) NOT NULL,
    "PersonId" uuid,
    "GroupId" uuid,
    "SessionId" uuid,
    "ReceivedAt" timestamp with time zone NOT NULL,
    "NeedsPerson" boolean NOT NULL,
    "DealtWithBy" uuid,
    "DealtWithAt" timestamp with time zone,
    "ClaimedAt" timestamp with time zone,
    "ClaimedBy" uuid,
    "IsCrisis" boolean DEFAULT false NOT NULL,
    "Note" text
);
CREATE TABLE public."Rests" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "From" date NOT NULL,
    "Until" date NOT NULL,
    "SaidAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."Series" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "Rule" character varying(200) NOT NULL,
    "FirstDate" date NOT NULL,
    "StartTime" time without time zone NOT NULL,
    "Minutes" integer NOT NULL,
    "Zone" character varying(64) NOT NULL,
    "StoppedFrom" date
);
CREATE TABLE public."SessionPasses" (
    "Id" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "Kind" character varying(24) NOT NULL,
    "TokenHash" character varying(64) NOT NULL,
    "CodeHash" character varying(64),
    "Name" text,
    "MadeBy" uuid,
    "MadeAt" timestamp with time zone NOT NULL,
    "EndedAt" timestamp with time zone
);
CREATE TABLE public."Sessions" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "SeriesId" uuid,
    "Slot" date NOT NULL,
    "Date" date NOT NULL,
    "StartTime" time without time zone NOT NULL,
    "Minutes" integer NOT NULL,
    "Zone" character varying(64) NOT NULL,
    "StartsAt" timestamp with time zone NOT NULL,
    "EndsAt" timestamp with time zone NOT NULL,
    "FirstStartsAt" timestamp with time zone NOT NULL,
    "MovedFrom" timestamp with time zone,
    "ChangedAt" timestamp with time zone,
    "Revision" integer NOT NULL,
    "Status" character varying(24) NOT NULL,
    "Note" text,
    "Headcount" integer,
    "Newcomers" integer,
    "Version" integer NOT NULL,
    "Speaker_Name" text,
    "Speaker_Organisation" text,
    "Speaker_Topic" text,
    "SpeakerId" uuid,
    "SpeakerSince" timestamp with time zone,
    "NotMetBecause" character varying(24),
    "Topics" text
);
CREATE TABLE public."SignInCodes" (
    "Id" uuid NOT NULL,
    "AccountId" uuid NOT NULL,
    "CodeHash" character varying(64) NOT NULL,
    "BrowserHash" character varying(64) NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "ExpiresAt" timestamp with time zone NOT NULL,
    "UsedAt" timestamp with time zone,
    "WrongTries" integer NOT NULL
);
CREATE TABLE public."SignInLinks" (
    "Id" uuid NOT NULL,
    "AccountId" uuid,
    "TokenHash" character varying(64) NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "ExpiresAt" timestamp with time zone NOT NULL,
    "UsedAt" timestamp with time zone
);
CREATE TABLE public."SignInSessions" (
    "Id" uuid NOT NULL,
    "AccountId" uuid NOT NULL,
    "Device" character varying(100) NOT NULL,
    "IsShared" boolean NOT NULL,
    "ByPasskey" boolean NOT NULL,
    "StartedAt" timestamp with time zone NOT NULL,
    "SeenAt" timestamp with time zone NOT NULL,
    "EndsAt" timestamp with time zone NOT NULL,
    "EndedAt" timestamp with time zone
);
CREATE TABLE public."StageChanges" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "From" character varying(24) NOT NULL,
    "To" character varying(24) NOT NULL,
    "ProposedAt" timestamp with time zone NOT NULL,
    "WorkerAccountId" uuid,
    "PeerPersonId" uuid,
    "DoneAt" timestamp with time zone,
    "WithdrawnAt" timestamp with time zone
);
CREATE TABLE public."StoppedNumbers" (
    "Address" text NOT NULL,
    "StoppedAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."UnsubscribeLinks" (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Address" text NOT NULL,
    "TokenHash" character varying(64) NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."Votes" (
    "Id" uuid NOT NULL,
    "GroupId" uuid NOT NULL,
    "StageChangeId" uuid NOT NULL,
    "Way" character varying(24) NOT NULL,
    "Number" integer NOT NULL,
    "Eligible" integer NOT NULL,
    "Quorum" integer NOT NULL,
    "Yes" integer NOT NULL,
    "No" integer NOT NULL,
    "DontMind" integer NOT NULL,
    "OpenedBy" uuid NOT NULL,
    "OpenedAt" timestamp with time zone NOT NULL,
    "ClosesAt" timestamp with time zone,
    "ClosedAt" timestamp with time zone
);
CREATE TABLE public."VotesTaken" (
    "VoteId" uuid NOT NULL,
    "PersonId" uuid NOT NULL
);
CREATE TABLE public."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);
INSERT INTO public."Accounts" VALUES ('01a20449-12c7-7971-b4ea-be0423ff1846', 's1.QBn0S9fX77i6dXN_APr2uCzfkBM2IPymdW3DQSu5zm_PMXQ1hw', 's1.QBn0S6nPaxsH699McctJVHN2Oa9KJAkJvf2UptQzNpghsf5JNJrqvrCuRan1Lqa9JFwPBQaJWCIT6i4hw5srQ1bWrigYebzUmvTM-VUv04addQ', 'Worker', NULL, '2026-08-03 08:00:00+00', NULL, NULL, '00000000-0000-7000-8000-000000000001', NULL, false, '', 0);
INSERT INTO public."AuditHeads" VALUES (1, 0, '');
INSERT INTO public."ContactMethods" VALUES ('01a20449-161e-7b0f-83b2-38600188be5f', '01a20449-161e-7a6c-9fe2-4ef17d17b816', 'Text', 's1.QBn0SyEwaWexKesum494QF_Biri4h5TVnLOkdZbd2rWeYbFruJXYwuAkbJ65', true, 0, NULL, false);
INSERT INTO public."DataKeysInUse" VALUES (1, '4019f44b');
INSERT INTO public."GroupWorkers" VALUES ('01a20449-12c7-7eec-80d3-3e5b7c83e98c', '01a20449-12c7-7fa4-aa91-e3f69fb7c3ee', '01a20449-12c7-7971-b4ea-be0423ff1846', '2026-08-03 08:00:00+00', NULL);
INSERT INTO public."Groups" VALUES ('01a20449-12c7-7fa4-aa91-e3f69fb7c3ee', 'Women''s Café', NULL, 'A hot drink and a blether', 'Women', false, 'Europe/London', 'Starting', '1970-01-01 00:00:00+00', '2026-08-03 08:00:00+00', 1, true, '10:00:00', true, 150, '08:30:00', 's1.QBn0S07QiIU4l66JA2qD4UG559dgkAJqbgT1iF-Nmy0QyaRFCli3XrLyRAnuGg', 'Bus 60', 'Free', 'Tea and toast', false, 'Braid Street Café', true, true, 'Accessible', 3, NULL, NULL, NULL, NULL, '00000000-0000-7000-8000-000000000001');
INSERT INTO public."Members" VALUES ('01a20449-161e-788a-87b4-40f52aefdc29', '01a20449-12c7-7fa4-aa91-e3f69fb7c3ee', '01a20449-161e-7a6c-9fe2-4ef17d17b816', '2026-08-03 08:00:00+00', NULL, false, false, 'All', false, true, NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20449-1af6-75ea-8b40-bcf4881aafd1', '01a20449-12c7-7fa4-aa91-e3f69fb7c3ee', '01a20449-178c-7cec-b580-f6ab32c3e995', '01a20449-161e-7a6c-9fe2-4ef17d17b816', 'DayBefore', 0, '2026-08-05 10:00:00+00', 'Planned', NULL, '2026-08-04 09:00:00+00', '2026-08-04 09:00:00+00', '2026-08-05 06:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-08-03 08:00:00+00', NULL, '2026-08-03 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20449-1af6-740b-acbe-aeeacf00fb3c', '01a20449-12c7-7fa4-aa91-e3f69fb7c3ee', '01a20449-178c-7cec-b580-f6ab32c3e995', '01a20449-161e-7a6c-9fe2-4ef17d17b816', 'SameDay', 0, '2026-08-05 10:00:00+00', 'Planned', NULL, '2026-08-05 07:30:00+00', '2026-08-05 07:30:00+00', '2026-08-05 09:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-08-03 08:00:00+00', NULL, '2026-08-03 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public."Organisations" VALUES ('00000000-0000-7000-8000-000000000001', 'Our organisation', '2026-01-01 00:00:00+00');
INSERT INTO public."People" VALUES ('01a20449-161e-7a6c-9fe2-4ef17d17b816', 's1.QBn0Sy92U1QsWgWkB18pTWRDto_0XBv3Ko87470-RKoW9_pZ', 'en', 'Europe/London', NULL, false, NULL, '2026-08-03 08:00:00+00', '01a20449-12c7-7971-b4ea-be0423ff1846', '2026-08-03 08:00:00+00', 'Said yes', NULL, NULL, false, NULL, NULL, false, false, NULL, NULL);
INSERT INTO public."Sessions" VALUES ('01a20449-178c-7cec-b580-f6ab32c3e995', '01a20449-12c7-7fa4-aa91-e3f69fb7c3ee', NULL, '2026-08-05', '2026-08-05', '11:00:00', 90, 'Europe/London', '2026-08-05 10:00:00+00', '2026-08-05 11:30:00+00', '2026-08-05 10:00:00+00', NULL, NULL, 0, 'Planned', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122045455_Initial', '10.0.14');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122071023_MessageEngine', '10.0.14');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122094833_Register', '10.0.14');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122125526_Handover', '10.0.14');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122164120_SafeData', '10.0.14');
ALTER TABLE ONLY public."Accounts"
    ADD CONSTRAINT "PK_Accounts" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Answers"
    ADD CONSTRAINT "PK_Answers" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."AuditEntries"
    ADD CONSTRAINT "PK_AuditEntries" PRIMARY KEY ("Number");
ALTER TABLE ONLY public."AuditHeads"
    ADD CONSTRAINT "PK_AuditHeads" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ChannelHealth"
    ADD CONSTRAINT "PK_ChannelHealth" PRIMARY KEY ("Name");
ALTER TABLE ONLY public."CheckIns"
    ADD CONSTRAINT "PK_CheckIns" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Complaints"
    ADD CONSTRAINT "PK_Complaints" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ConsentRecords"
    ADD CONSTRAINT "PK_ConsentRecords" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ContactMethods"
    ADD CONSTRAINT "PK_ContactMethods" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."DataKeysInUse"
    ADD CONSTRAINT "PK_DataKeysInUse" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."DutyHoldings"
    ADD CONSTRAINT "PK_DutyHoldings" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."DutyOffers"
    ADD CONSTRAINT "PK_DutyOffers" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."DutyPractices"
    ADD CONSTRAINT "PK_DutyPractices" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."DutySteps"
    ADD CONSTRAINT "PK_DutySteps" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."DutyTurns"
    ADD CONSTRAINT "PK_DutyTurns" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Facts"
    ADD CONSTRAINT "PK_Facts" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."GroupAgreements"
    ADD CONSTRAINT "PK_GroupAgreements" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."GroupSteps"
    ADD CONSTRAINT "PK_GroupSteps" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."GroupWorkers"
    ADD CONSTRAINT "PK_GroupWorkers" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Groups"
    ADD CONSTRAINT "PK_Groups" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Heartbeats"
    ADD CONSTRAINT "PK_Heartbeats" PRIMARY KEY ("Name");
ALTER TABLE ONLY public."HelpRequests"
    ADD CONSTRAINT "PK_HelpRequests" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Helpings"
    ADD CONSTRAINT "PK_Helpings" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."LeadPulses"
    ADD CONSTRAINT "PK_LeadPulses" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ListConsents"
    ADD CONSTRAINT "PK_ListConsents" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ListLooks"
    ADD CONSTRAINT "PK_ListLooks" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Members"
    ADD CONSTRAINT "PK_Members" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Messages"
    ADD CONSTRAINT "PK_Messages" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Organisations"
    ADD CONSTRAINT "PK_Organisations" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ParticipantLinks"
    ADD CONSTRAINT "PK_ParticipantLinks" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Passkeys"
    ADD CONSTRAINT "PK_Passkeys" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."People"
    ADD CONSTRAINT "PK_People" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."PlannedPresences"
    ADD CONSTRAINT "PK_PlannedPresences" PRIMARY KEY ("SessionId");
ALTER TABLE ONLY public."Relays"
    ADD CONSTRAINT "PK_Relays" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Replies"
    ADD CONSTRAINT "PK_Replies" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Rests"
    ADD CONSTRAINT "PK_Rests" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Series"
    ADD CONSTRAINT "PK_Series" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."SessionPasses"
    ADD CONSTRAINT "PK_SessionPasses" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Sessions"
    ADD CONSTRAINT "PK_Sessions" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."SignInCodes"
    ADD CONSTRAINT "PK_SignInCodes" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."SignInLinks"
    ADD CONSTRAINT "PK_SignInLinks" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."SignInSessions"
    ADD CONSTRAINT "PK_SignInSessions" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."StageChanges"
    ADD CONSTRAINT "PK_StageChanges" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."StoppedNumbers"
    ADD CONSTRAINT "PK_StoppedNumbers" PRIMARY KEY ("Address");
ALTER TABLE ONLY public."UnsubscribeLinks"
    ADD CONSTRAINT "PK_UnsubscribeLinks" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Votes"
    ADD CONSTRAINT "PK_Votes" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."VotesTaken"
    ADD CONSTRAINT "PK_VotesTaken" PRIMARY KEY ("VoteId", "PersonId");
ALTER TABLE ONLY public."__EFMigrationsHistory"
    ADD CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId");
CREATE UNIQUE INDEX "IX_Accounts_Email" ON public."Accounts" USING btree ("Email");
CREATE INDEX "IX_Accounts_PersonId" ON public."Accounts" USING btree ("PersonId");
CREATE INDEX "IX_Answers_PersonId" ON public."Answers" USING btree ("PersonId");
CREATE UNIQUE INDEX "IX_Answers_SessionId_PersonId" ON public."Answers" USING btree ("SessionId", "PersonId");
CREATE INDEX "IX_AuditEntries_GroupId_At" ON public."AuditEntries" USING btree ("GroupId", "At");
CREATE INDEX "IX_AuditEntries_OrganisationId_At" ON public."AuditEntries" USING btree ("OrganisationId", "At");
CREATE INDEX "IX_AuditEntries_PersonId_At" ON public."AuditEntries" USING btree ("PersonId", "At");
CREATE UNIQUE INDEX "IX_CheckIns_GroupId_SelfRunSince_Months" ON public."CheckIns" USING btree ("GroupId", "SelfRunSince", "Months");
CREATE INDEX "IX_Complaints_OrganisationId_At" ON public."Complaints" USING btree ("OrganisationId", "At");
CREATE INDEX "IX_Complaints_PersonId" ON public."Complaints" USING btree ("PersonId");
CREATE INDEX "IX_ConsentRecords_PersonId" ON public."ConsentRecords" USING btree ("PersonId");
CREATE INDEX "IX_ContactMethods_Address" ON public."ContactMethods" USING btree ("Address");
CREATE UNIQUE INDEX "IX_ContactMethods_PersonId_Way_Address" ON public."ContactMethods" USING btree ("PersonId", "Way", "Address");
CREATE INDEX "IX_DutyHoldings_GroupId_Duty" ON public."DutyHoldings" USING btree ("GroupId", "Duty");
CREATE INDEX "IX_DutyHoldings_PersonId_GroupId" ON public."DutyHoldings" USING btree ("PersonId", "GroupId");
CREATE INDEX "IX_DutyOffers_GroupId" ON public."DutyOffers" USING btree ("GroupId");
CREATE INDEX "IX_DutyOffers_PersonId" ON public."DutyOffers" USING btree ("PersonId");
CREATE INDEX "IX_DutyPractices_GroupId" ON public."DutyPractices" USING btree ("GroupId");
CREATE INDEX "IX_DutyPractices_PersonId" ON public."DutyPractices" USING btree ("PersonId");
CREATE INDEX "IX_DutyPractices_WithPersonId" ON public."DutyPractices" USING btree ("WithPersonId");
CREATE UNIQUE INDEX "IX_DutySteps_GroupId_Duty_PersonId_Step" ON public."DutySteps" USING btree ("GroupId", "Duty", "PersonId", "Step");
CREATE INDEX "IX_DutySteps_PersonId" ON public."DutySteps" USING btree ("PersonId");
CREATE INDEX "IX_DutyTurns_GroupId_SessionId" ON public."DutyTurns" USING btree ("GroupId", "SessionId");
CREATE INDEX "IX_DutyTurns_PersonId" ON public."DutyTurns" USING btree ("PersonId");
CREATE UNIQUE INDEX "IX_DutyTurns_SessionId_Duty_PersonId" ON public."DutyTurns" USING btree ("SessionId", "Duty", "PersonId");
CREATE INDEX "IX_Facts_PersonId" ON public."Facts" USING btree ("PersonId");
CREATE INDEX "IX_Facts_SessionId" ON public."Facts" USING btree ("SessionId");
CREATE UNIQUE INDEX "IX_GroupAgreements_GroupId_Version" ON public."GroupAgreements" USING btree ("GroupId", "Version");
CREATE UNIQUE INDEX "IX_GroupSteps_GroupId_List_Step" ON public."GroupSteps" USING btree ("GroupId", "List", "Step");
CREATE INDEX "IX_GroupWorkers_AccountId_GroupId" ON public."GroupWorkers" USING btree ("AccountId", "GroupId");
CREATE INDEX "IX_GroupWorkers_GroupId" ON public."GroupWorkers" USING btree ("GroupId");
CREATE INDEX "IX_HelpRequests_AcknowledgedAt" ON public."HelpRequests" USING btree ("AcknowledgedAt");
CREATE INDEX "IX_HelpRequests_GroupId_At" ON public."HelpRequests" USING btree ("GroupId", "At");
CREATE INDEX "IX_HelpRequests_PersonId" ON public."HelpRequests" USING btree ("PersonId");
CREATE INDEX "IX_Helpings_GroupId_At" ON public."Helpings" USING btree ("GroupId", "At");
CREATE UNIQUE INDEX "IX_LeadPulses_SessionId_AccountId" ON public."LeadPulses" USING btree ("SessionId", "AccountId");
CREATE UNIQUE INDEX "IX_ListConsents_GroupId_PersonId" ON public."ListConsents" USING btree ("GroupId", "PersonId");
CREATE INDEX "IX_ListConsents_PersonId" ON public."ListConsents" USING btree ("PersonId");
CREATE INDEX "IX_ListLooks_GroupId_At" ON public."ListLooks" USING btree ("GroupId", "At");
CREATE UNIQUE INDEX "IX_Members_GroupId_PersonId" ON public."Members" USING btree ("GroupId", "PersonId");
CREATE INDEX "IX_Members_PersonId" ON public."Members" USING btree ("PersonId");
CREATE INDEX "IX_Messages_Address_ChangedAt" ON public."Messages" USING btree ("Address", "ChangedAt") WHERE ("Address" IS NOT NULL);
CREATE INDEX "IX_Messages_Due" ON public."Messages" USING btree ("DueAt") WHERE (("State")::text = 'Planned'::text);
CREATE INDEX "IX_Messages_GroupId_ChangedAt" ON public."Messages" USING btree ("GroupId", "ChangedAt");
CREATE INDEX "IX_Messages_LeaseUntil" ON public."Messages" USING btree ("LeaseUntil") WHERE ("LeaseUntil" IS NOT NULL);
CREATE INDEX "IX_Messages_PersonId" ON public."Messages" USING btree ("PersonId");
CREATE INDEX "IX_Messages_ProviderId" ON public."Messages" USING btree ("ProviderId") WHERE ("ProviderId" IS NOT NULL);
CREATE INDEX "IX_Messages_ReconcileAt" ON public."Messages" USING btree ("ReconcileAt") WHERE ("ReconcileAt" IS NOT NULL);
CREATE INDEX "IX_Messages_RelayId" ON public."Messages" USING btree ("RelayId") WHERE ("RelayId" IS NOT NULL);
CREATE UNIQUE INDEX "IX_Messages_SessionId_PersonId_Kind_Revision" ON public."Messages" USING btree ("SessionId", "PersonId", "Kind", "Revision");
CREATE INDEX "IX_ParticipantLinks_PersonId" ON public."ParticipantLinks" USING btree ("PersonId");
CREATE UNIQUE INDEX "IX_ParticipantLinks_TokenHash" ON public."ParticipantLinks" USING btree ("TokenHash");
CREATE INDEX "IX_Passkeys_AccountId" ON public."Passkeys" USING btree ("AccountId");
CREATE UNIQUE INDEX "IX_Passkeys_CredentialId" ON public."Passkeys" USING btree ("CredentialId");
CREATE INDEX "IX_PlannedPresences_GroupId" ON public."PlannedPresences" USING btree ("GroupId");
CREATE INDEX "IX_Relays_GroupId_WrittenAt" ON public."Relays" USING btree ("GroupId", "WrittenAt");
CREATE UNIQUE INDEX "IX_Relays_SessionId_Number" ON public."Relays" USING btree ("SessionId", "Number");
CREATE INDEX "IX_Replies_GroupId_ReceivedAt" ON public."Replies" USING btree ("GroupId", "ReceivedAt");
CREATE INDEX "IX_Replies_NeedsPerson" ON public."Replies" USING btree ("NeedsPerson") WHERE "NeedsPerson";
CREATE INDEX "IX_Replies_PersonId" ON public."Replies" USING btree ("PersonId");
CREATE UNIQUE INDEX "IX_Replies_ProviderId" ON public."Replies" USING btree ("ProviderId");
CREATE INDEX "IX_Replies_SessionId" ON public."Replies" USING btree ("SessionId");
CREATE INDEX "IX_Rests_GroupId_Until" ON public."Rests" USING btree ("GroupId", "Until");
CREATE INDEX "IX_Rests_PersonId" ON public."Rests" USING btree ("PersonId");
CREATE INDEX "IX_Series_GroupId" ON public."Series" USING btree ("GroupId");
CREATE UNIQUE INDEX "IX_SessionPasses_CodeHash" ON public."SessionPasses" USING btree ("CodeHash");
CREATE INDEX "IX_SessionPasses_SessionId" ON public."SessionPasses" USING btree ("SessionId");
CREATE UNIQUE INDEX "IX_SessionPasses_TokenHash" ON public."SessionPasses" USING btree ("TokenHash");
CREATE INDEX "IX_Sessions_GroupId_StartsAt" ON public."Sessions" USING btree ("GroupId", "StartsAt");
CREATE UNIQUE INDEX "IX_Sessions_SeriesId_Slot" ON public."Sessions" USING btree ("SeriesId", "Slot");
CREATE INDEX "IX_Sessions_SpeakerId" ON public."Sessions" USING btree ("SpeakerId");
CREATE INDEX "IX_Sessions_StartsAt" ON public."Sessions" USING btree ("StartsAt");
CREATE INDEX "IX_SignInCodes_AccountId" ON public."SignInCodes" USING btree ("AccountId");
CREATE INDEX "IX_SignInCodes_BrowserHash" ON public."SignInCodes" USING btree ("BrowserHash");
CREATE INDEX "IX_SignInCodes_ExpiresAt" ON public."SignInCodes" USING btree ("ExpiresAt");
CREATE INDEX "IX_SignInLinks_AccountId" ON public."SignInLinks" USING btree ("AccountId");
CREATE UNIQUE INDEX "IX_SignInLinks_TokenHash" ON public."SignInLinks" USING btree ("TokenHash");
CREATE INDEX "IX_SignInSessions_AccountId" ON public."SignInSessions" USING btree ("AccountId");
CREATE INDEX "IX_SignInSessions_EndsAt" ON public."SignInSessions" USING btree ("EndsAt");
CREATE INDEX "IX_StageChanges_GroupId" ON public."StageChanges" USING btree ("GroupId");
CREATE INDEX "IX_StageChanges_PeerPersonId" ON public."StageChanges" USING btree ("PeerPersonId");
CREATE INDEX "IX_UnsubscribeLinks_CreatedAt" ON public."UnsubscribeLinks" USING btree ("CreatedAt");
CREATE INDEX "IX_UnsubscribeLinks_PersonId" ON public."UnsubscribeLinks" USING btree ("PersonId");
CREATE UNIQUE INDEX "IX_UnsubscribeLinks_TokenHash" ON public."UnsubscribeLinks" USING btree ("TokenHash");
CREATE INDEX "IX_VotesTaken_PersonId" ON public."VotesTaken" USING btree ("PersonId");
CREATE UNIQUE INDEX "IX_Votes_GroupId_Number" ON public."Votes" USING btree ("GroupId", "Number");
CREATE INDEX "IX_Votes_StageChangeId" ON public."Votes" USING btree ("StageChangeId");
ALTER TABLE ONLY public."Accounts"
    ADD CONSTRAINT "FK_Accounts_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."Answers"
    ADD CONSTRAINT "FK_Answers_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Answers"
    ADD CONSTRAINT "FK_Answers_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."CheckIns"
    ADD CONSTRAINT "FK_CheckIns_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Complaints"
    ADD CONSTRAINT "FK_Complaints_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."ConsentRecords"
    ADD CONSTRAINT "FK_ConsentRecords_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."ContactMethods"
    ADD CONSTRAINT "FK_ContactMethods_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyHoldings"
    ADD CONSTRAINT "FK_DutyHoldings_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyHoldings"
    ADD CONSTRAINT "FK_DutyHoldings_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyOffers"
    ADD CONSTRAINT "FK_DutyOffers_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyOffers"
    ADD CONSTRAINT "FK_DutyOffers_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyPractices"
    ADD CONSTRAINT "FK_DutyPractices_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyPractices"
    ADD CONSTRAINT "FK_DutyPractices_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyPractices"
    ADD CONSTRAINT "FK_DutyPractices_People_WithPersonId" FOREIGN KEY ("WithPersonId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."DutySteps"
    ADD CONSTRAINT "FK_DutySteps_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutySteps"
    ADD CONSTRAINT "FK_DutySteps_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."DutyTurns"
    ADD CONSTRAINT "FK_DutyTurns_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."DutyTurns"
    ADD CONSTRAINT "FK_DutyTurns_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Facts"
    ADD CONSTRAINT "FK_Facts_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."Facts"
    ADD CONSTRAINT "FK_Facts_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."GroupAgreements"
    ADD CONSTRAINT "FK_GroupAgreements_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."GroupSteps"
    ADD CONSTRAINT "FK_GroupSteps_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."GroupWorkers"
    ADD CONSTRAINT "FK_GroupWorkers_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES public."Accounts"("Id") ON DELETE RESTRICT;
ALTER TABLE ONLY public."GroupWorkers"
    ADD CONSTRAINT "FK_GroupWorkers_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."HelpRequests"
    ADD CONSTRAINT "FK_HelpRequests_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."HelpRequests"
    ADD CONSTRAINT "FK_HelpRequests_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."Helpings"
    ADD CONSTRAINT "FK_Helpings_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."LeadPulses"
    ADD CONSTRAINT "FK_LeadPulses_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."ListConsents"
    ADD CONSTRAINT "FK_ListConsents_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."ListConsents"
    ADD CONSTRAINT "FK_ListConsents_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."ListLooks"
    ADD CONSTRAINT "FK_ListLooks_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Members"
    ADD CONSTRAINT "FK_Members_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Members"
    ADD CONSTRAINT "FK_Members_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Messages"
    ADD CONSTRAINT "FK_Messages_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Messages"
    ADD CONSTRAINT "FK_Messages_Relays_RelayId" FOREIGN KEY ("RelayId") REFERENCES public."Relays"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Messages"
    ADD CONSTRAINT "FK_Messages_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."ParticipantLinks"
    ADD CONSTRAINT "FK_ParticipantLinks_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Passkeys"
    ADD CONSTRAINT "FK_Passkeys_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES public."Accounts"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."PlannedPresences"
    ADD CONSTRAINT "FK_PlannedPresences_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Relays"
    ADD CONSTRAINT "FK_Relays_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Relays"
    ADD CONSTRAINT "FK_Relays_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Replies"
    ADD CONSTRAINT "FK_Replies_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Replies"
    ADD CONSTRAINT "FK_Replies_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Replies"
    ADD CONSTRAINT "FK_Replies_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."Rests"
    ADD CONSTRAINT "FK_Rests_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Rests"
    ADD CONSTRAINT "FK_Rests_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Series"
    ADD CONSTRAINT "FK_Series_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."SessionPasses"
    ADD CONSTRAINT "FK_SessionPasses_Sessions_SessionId" FOREIGN KEY ("SessionId") REFERENCES public."Sessions"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Sessions"
    ADD CONSTRAINT "FK_Sessions_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Sessions"
    ADD CONSTRAINT "FK_Sessions_People_SpeakerId" FOREIGN KEY ("SpeakerId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."Sessions"
    ADD CONSTRAINT "FK_Sessions_Series_SeriesId" FOREIGN KEY ("SeriesId") REFERENCES public."Series"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."SignInCodes"
    ADD CONSTRAINT "FK_SignInCodes_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES public."Accounts"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."SignInLinks"
    ADD CONSTRAINT "FK_SignInLinks_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES public."Accounts"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."SignInSessions"
    ADD CONSTRAINT "FK_SignInSessions_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES public."Accounts"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."StageChanges"
    ADD CONSTRAINT "FK_StageChanges_Groups_GroupId" FOREIGN KEY ("GroupId") REFERENCES public."Groups"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."StageChanges"
    ADD CONSTRAINT "FK_StageChanges_People_PeerPersonId" FOREIGN KEY ("PeerPersonId") REFERENCES public."People"("Id") ON DELETE SET NULL;
ALTER TABLE ONLY public."UnsubscribeLinks"
    ADD CONSTRAINT "FK_UnsubscribeLinks_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."VotesTaken"
    ADD CONSTRAINT "FK_VotesTaken_People_PersonId" FOREIGN KEY ("PersonId") REFERENCES public."People"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."VotesTaken"
    ADD CONSTRAINT "FK_VotesTaken_Votes_VoteId" FOREIGN KEY ("VoteId") REFERENCES public."Votes"("Id") ON DELETE CASCADE;
ALTER TABLE ONLY public."Votes"
    ADD CONSTRAINT "FK_Votes_StageChanges_StageChangeId" FOREIGN KEY ("StageChangeId") REFERENCES public."StageChanges"("Id") ON DELETE CASCADE;
