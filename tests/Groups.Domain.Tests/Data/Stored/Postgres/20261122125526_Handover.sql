SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public."Accounts" (
    "Id" uuid NOT NULL,
    "Name" character varying(100) NOT NULL,
    "Email" character varying(254) NOT NULL,
    "Post" character varying(24) NOT NULL,
    "PersonId" uuid,
    "CreatedAt" timestamp with time zone NOT NULL,
    "EndedAt" timestamp with time zone
);
CREATE TABLE public."Answers" (
    "Id" uuid NOT NULL,
    "SessionId" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Value" character varying(24) NOT NULL,
    "Source" character varying(24) NOT NULL,
    "At" timestamp with time zone NOT NULL
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
CREATE TABLE public."ContactMethods" (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Way" character varying(24) NOT NULL,
    "Address" character varying(254) NOT NULL,
    "IsSafe" boolean NOT NULL,
    "Order" integer NOT NULL,
    "Trouble" character varying(100),
    "TakesTexts" boolean NOT NULL
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
    "Words" character varying(200),
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
    "Name" character varying(100),
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
    "Venue_Address" character varying(300) NOT NULL,
    "Venue_Bus" character varying(200) NOT NULL,
    "Venue_Cost" character varying(100) NOT NULL,
    "Venue_Food" character varying(200) NOT NULL,
    "Venue_HearingLoop" boolean NOT NULL,
    "Venue_Name" character varying(100) NOT NULL,
    "Venue_Seats" boolean NOT NULL,
    "Venue_StepFree" boolean NOT NULL,
    "Venue_Toilet" character varying(24) NOT NULL,
    "Reminders_DutyDaysBefore" integer DEFAULT 3 NOT NULL,
    "Venue_MeetingSpot" character varying(70),
    "Backup" character varying(100),
    "ListingReviewOn" date,
    "SelfRunSince" timestamp with time zone
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
    "Companion" character varying(40),
    "OnKioskSince" timestamp with time zone
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
    "Address" character varying(254),
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
CREATE TABLE public."ParticipantLinks" (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "TokenHash" character varying(64) NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "ExpiresAt" timestamp with time zone NOT NULL,
    "RevokedAt" timestamp with time zone
);
CREATE TABLE public."People" (
    "Id" uuid NOT NULL,
    "Name" character varying(100) NOT NULL,
    "Language" character varying(12) NOT NULL,
    "Zone" character varying(64) NOT NULL,
    "AccessNeeds" character varying(1000),
    "SharesAccessNeeds" boolean NOT NULL,
    "StoppedAt" timestamp with time zone,
    "AddedAt" timestamp with time zone NOT NULL,
    "Consent_AskedBy" uuid,
    "Consent_GivenAt" timestamp with time zone,
    "Consent_Wording" character varying(500),
    "SafeContact_CheckedOn" date,
    "SafeContact_From" time without time zone,
    "SafeContact_IWillContactYou" boolean NOT NULL,
    "SafeContact_SenderName" character varying(60),
    "SafeContact_Until" time without time zone,
    "SafeContact_VoicemailAllowed" boolean NOT NULL,
    "WantsCalendar" boolean DEFAULT false NOT NULL
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
    "Words" character varying(300) NOT NULL,
    "WrittenBy" uuid NOT NULL,
    "WrittenAt" timestamp with time zone NOT NULL,
    "TestedAt" timestamp with time zone,
    "SentAt" timestamp with time zone,
    "Recipients" integer
);
CREATE TABLE public."Replies" (
    "Id" uuid NOT NULL,
    "ProviderId" character varying(200) NOT NULL,
    "From" character varying(254) NOT NULL,
    "Body" character varying(1600) NOT NULL,
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
    "Note" character varying(200)
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
    "Name" character varying(100),
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
    "Note" character varying(500),
    "Headcount" integer,
    "Newcomers" integer,
    "Version" integer NOT NULL,
    "Speaker_Name" character varying(100),
    "Speaker_Organisation" character varying(100),
    "Speaker_Topic" character varying(200),
    "SpeakerId" uuid,
    "SpeakerSince" timestamp with time zone,
    "NotMetBecause" character varying(24),
    "Topics" character varying(500)
);
CREATE TABLE public."SignInLinks" (
    "Id" uuid NOT NULL,
    "AccountId" uuid,
    "TokenHash" character varying(64) NOT NULL,
    "CreatedAt" timestamp with time zone NOT NULL,
    "ExpiresAt" timestamp with time zone NOT NULL,
    "UsedAt" timestamp with time zone
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
    "Address" character varying(254) NOT NULL,
    "StoppedAt" timestamp with time zone NOT NULL
);
CREATE TABLE public."UnsubscribeLinks" (
    "Id" uuid NOT NULL,
    "PersonId" uuid NOT NULL,
    "Address" character varying(254) NOT NULL,
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
INSERT INTO public."Accounts" VALUES ('01a20429-93cd-701c-aa02-0dfb73ced819', 'Nadia', 'nadia@example.org', 'Coordinator', NULL, '2026-05-23 23:00:00+00', NULL);
INSERT INTO public."Accounts" VALUES ('01a20429-93cd-71dd-b37c-34a4de416e78', 'Callum', 'callum@example.org', 'Worker', NULL, '2026-05-23 23:00:00+00', NULL);
INSERT INTO public."Accounts" VALUES ('01a20429-93cd-786b-95cd-cbc70e2845f9', 'Morag', 'morag@example.org', 'Worker', NULL, '2026-05-23 23:00:00+00', NULL);
INSERT INTO public."Accounts" VALUES ('01a20429-958f-76d5-98d5-4712c6190e9c', 'Isla', 'isla@example.org', 'Peer', '01a20429-9463-7e6f-844b-e39e63a35046', '2026-05-23 23:00:00+00', NULL);
INSERT INTO public."Answers" VALUES ('01a20429-955d-7c36-ad3e-ac79229a5d04', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c1-78ff-932f-eb0b6545e3fc', 'NotThisTime', 'Text', '2026-11-22 11:49:23.206+00');
INSERT INTO public."Answers" VALUES ('01a20429-9568-77bc-bb23-f9286ade10de', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-7be0-90eb-254917a45846', 'SeeOnTheDay', 'Text', '2026-11-22 11:49:23.206+00');
INSERT INTO public."ContactMethods" VALUES ('01a20429-9463-733d-9bb9-522f7ebbbb17', '01a20429-9463-7e6f-844b-e39e63a35046', 'Text', '+447700900100', true, 0, NULL, false);
INSERT INTO public."ContactMethods" VALUES ('01a20429-94c1-79d6-804c-940650cac51f', '01a20429-94c1-78ff-932f-eb0b6545e3fc', 'Text', '+447700900101', true, 0, NULL, false);
INSERT INTO public."ContactMethods" VALUES ('01a20429-94c1-7b55-b656-d772153f95ec', '01a20429-94c1-7408-9a3a-0092be8a9f67', 'Text', '+447700900102', true, 0, NULL, false);
INSERT INTO public."ContactMethods" VALUES ('01a20429-94c2-7715-b3ed-d0e8a6f9ed1c', '01a20429-94c2-7381-8907-6c18562a404d', 'Email', 'joanne@example.org', true, 0, NULL, false);
INSERT INTO public."ContactMethods" VALUES ('01a20429-94c2-771f-a65d-08ae6a6acc60', '01a20429-94c2-7be0-90eb-254917a45846', 'Text', '+447700900107', true, 0, NULL, false);
INSERT INTO public."ContactMethods" VALUES ('01a20429-94c2-7b76-9389-33faeebefae9', '01a20429-94c2-76ee-8cbf-f1933c94b206', 'Text', '+447700900105', true, 0, NULL, false);
INSERT INTO public."ContactMethods" VALUES ('01a20429-94c2-7ea2-942f-22807db06569', '01a20429-94c2-75ba-9d17-f00b3a341c44', 'Text', '+447700900106', true, 0, NULL, false);
INSERT INTO public."DutyHoldings" VALUES ('01a20429-94b2-7b71-86f2-7cf3939f0787', '01a20429-940c-71bf-b6c3-9389bfde1943', 'Welcome', '01a20429-9463-7e6f-844b-e39e63a35046', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-06-22 23:00:00+00', NULL, NULL, NULL);
INSERT INTO public."DutyHoldings" VALUES ('01a20429-94c1-766d-b601-7cd391f49d9f', '01a20429-940c-71bf-b6c3-9389bfde1943', 'Headcount', '01a20429-9463-7e6f-844b-e39e63a35046', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-06-22 23:00:00+00', NULL, NULL, NULL);
INSERT INTO public."DutyHoldings" VALUES ('01a20429-94c1-7723-a93e-df588376d48b', '01a20429-940c-71bf-b6c3-9389bfde1943', 'Lead', '01a20429-9463-7e6f-844b-e39e63a35046', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-06-22 23:00:00+00', NULL, NULL, NULL);
INSERT INTO public."DutyHoldings" VALUES ('01a20429-94c2-74e8-b1b6-6768d1efd4bd', '01a20429-940c-71bf-b6c3-9389bfde1943', 'OpenVenue', '01a20429-94c1-7408-9a3a-0092be8a9f67', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-06-22 23:00:00+00', NULL, NULL, NULL);
INSERT INTO public."DutyHoldings" VALUES ('01a20429-94c2-7c29-ab51-d6fc2a2486ae', '01a20429-940c-71bf-b6c3-9389bfde1943', 'SetUp', '01a20429-94c1-7408-9a3a-0092be8a9f67', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-06-22 23:00:00+00', NULL, NULL, NULL);
INSERT INTO public."DutyOffers" VALUES ('01a20429-974a-749d-a193-227a7831890d', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94c2-76ee-8cbf-f1933c94b206', 'SetUp', NULL, 'Page', '2026-11-20 16:49:23.206+00', NULL, NULL);
INSERT INTO public."DutyPractices" VALUES ('01a20429-9749-7123-a2db-81857902be6b', '01a20429-940c-71bf-b6c3-9389bfde1943', 'Lead', '01a20429-94c1-78ff-932f-eb0b6545e3fc', '01a20429-9463-7e6f-844b-e39e63a35046', '2026-11-06 16:49:23.206+00', NULL);
INSERT INTO public."DutySteps" VALUES ('01a20429-974a-7a0e-91b3-6ea89e499228', '01a20429-940c-71bf-b6c3-9389bfde1943', 'Lead', '01a20429-94c1-78ff-932f-eb0b6545e3fc', 'boundary-card', NULL, '2026-11-10 16:49:23.206+00');
INSERT INTO public."DutyTurns" VALUES ('01a20429-9557-72ef-87c7-70a6b0b19fe3', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9557-7c11-9f51-831e4d3f69dc', 'OpenVenue', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-9557-7982-bf32-0014a10abfa2', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9557-7c11-9f51-831e4d3f69dc', 'Welcome', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-9558-700f-a5c2-a85717542197', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9557-7c11-9f51-831e4d3f69dc', 'Lead', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-9558-7691-8627-5a11d3b788e4', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9557-7c11-9f51-831e4d3f69dc', 'Headcount', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955a-729b-86a4-20318fdb1da7', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955a-7c58-a3c2-d9b98306d4fa', 'OpenVenue', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955a-7486-8973-b742f7a5ff09', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955a-7c58-a3c2-d9b98306d4fa', 'Headcount', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955a-7678-8992-e4f1d6aab216', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955a-7c58-a3c2-d9b98306d4fa', 'Welcome', '01a20429-9463-7e6f-844b-e39e63a35046', NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955a-7aad-8041-47ea673aa282', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955a-7c58-a3c2-d9b98306d4fa', 'Lead', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955c-7450-bf75-62cd011c5fe2', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', 'OpenVenue', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955c-7721-ac91-c3bd4ac1dcb7', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', 'Headcount', '01a20429-9463-7e6f-844b-e39e63a35046', NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955c-78bd-b273-a7769a05076c', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', 'Welcome', '01a20429-9463-7e6f-844b-e39e63a35046', NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-955c-7b34-8236-b3df88c2febc', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', 'Lead', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-9568-7395-942d-4fd487fb9736', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', 'Welcome', '01a20429-9463-7e6f-844b-e39e63a35046', NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-9568-7fac-8172-17b789290f91', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', 'OpenVenue', '01a20429-94c1-7408-9a3a-0092be8a9f67', NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-9569-708b-99f1-d177e77d95b4', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', 'Headcount', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."DutyTurns" VALUES ('01a20429-9569-72cb-b357-307196473463', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', 'Lead', '01a20429-9463-7e6f-844b-e39e63a35046', NULL, NULL, NULL, NULL);
INSERT INTO public."Facts" VALUES ('01a20429-9557-73d7-b861-d8e318b220f9', '01a20429-9557-7c11-9f51-831e4d3f69dc', 'Arrived', '01a20429-9463-7e6f-844b-e39e63a35046', NULL, NULL, NULL, '2026-06-10 09:56:00+00', NULL, '2026-06-10 09:56:00+00', NULL, NULL, NULL);
INSERT INTO public."Facts" VALUES ('01a20429-9557-7ddb-977f-5b32e0811844', '01a20429-9557-7c11-9f51-831e4d3f69dc', 'Arrived', '01a20429-94c1-7408-9a3a-0092be8a9f67', NULL, NULL, NULL, '2026-06-10 09:57:00+00', NULL, '2026-06-10 09:57:00+00', NULL, NULL, NULL);
INSERT INTO public."Facts" VALUES ('01a20429-955a-712e-a9fa-1373d000c3e5', '01a20429-955a-7c58-a3c2-d9b98306d4fa', 'Arrived', '01a20429-9463-7e6f-844b-e39e63a35046', NULL, NULL, NULL, '2026-08-12 09:56:00+00', NULL, '2026-08-12 09:56:00+00', NULL, NULL, NULL);
INSERT INTO public."Facts" VALUES ('01a20429-955a-756b-8b1e-ab4808c4e2f8', '01a20429-955a-7c58-a3c2-d9b98306d4fa', 'Arrived', '01a20429-94c1-7408-9a3a-0092be8a9f67', NULL, NULL, NULL, '2026-08-12 09:57:00+00', NULL, '2026-08-12 09:57:00+00', NULL, NULL, NULL);
INSERT INTO public."GroupAgreements" VALUES ('01a20429-97b2-7080-8394-033dc0113cce', '01a20429-940c-71bf-b6c3-9389bfde1943', 1, 'Everybody is welcome. Just turning up is enough.
Nobody has to talk. Nobody has to say why they were away.
We listen. One person talks at a time.
We give no advice unless somebody asks for it.
What is said here stays here. We do not say who comes.
No photos, unless everybody says yes.
We keep our phones quiet. It is fine to step out.
We start and finish on time.
If something is not right between us, we say so kindly, or we tell whoever leads.', 'Safety comes first. If somebody may be badly hurt, or may hurt themselves, or a child or adult is being harmed, we cannot keep it to ourselves. We tell the worker or the safety contact, or phone 999. We say so to the person first, if that is safe.', '2026-12-22', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-06-06 23:00:00+00', '2026-06-13 23:00:00+00');
INSERT INTO public."GroupWorkers" VALUES ('01a20429-940c-7adf-80af-026d8fa959d5', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-05-23 23:00:00+00', NULL);
INSERT INTO public."Groups" VALUES ('01a20429-940c-71bf-b6c3-9389bfde1943', 'Women''s Café', 'Wednesday meet-up', 'A hot drink and a blether, every Wednesday. Just turning up is enough.', 'Women who live round here', false, 'Europe/London', 'TakingTurns', '2026-07-25 20:56:27.735+00', '2026-05-23 23:00:00+00', 3, true, '10:00:00', true, 150, '08:30:00', '12 Braid Street, Glasgow G20 0XX', 'Bus 60 and 61 stop at the corner', 'Free', 'Tea, coffee and toast', false, 'Braid Street Café', true, true, 'Accessible', 3, NULL, NULL, NULL, NULL);
INSERT INTO public."Members" VALUES ('01a20429-9464-763e-8e25-2518fea951d4', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9463-7e6f-844b-e39e63a35046', '2026-05-23 23:00:00+00', NULL, true, false, 'All', false, true, NULL, NULL);
INSERT INTO public."Members" VALUES ('01a20429-94c1-79a7-a54c-5893f6612673', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94c1-78ff-932f-eb0b6545e3fc', '2026-05-23 23:00:00+00', NULL, true, false, 'All', false, true, NULL, NULL);
INSERT INTO public."Members" VALUES ('01a20429-94c1-7dc7-a0d4-60e1ee842113', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94c1-7408-9a3a-0092be8a9f67', '2026-05-23 23:00:00+00', NULL, false, false, 'All', false, true, NULL, NULL);
INSERT INTO public."Members" VALUES ('01a20429-94c2-7147-8391-6d5caa240ec5', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94c2-7381-8907-6c18562a404d', '2026-08-21 23:00:00+00', NULL, false, false, 'All', false, true, NULL, NULL);
INSERT INTO public."Members" VALUES ('01a20429-94c2-719f-a2bf-35ba42270214', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94c2-7be0-90eb-254917a45846', '2026-07-25 23:00:00+00', NULL, false, false, 'All', false, true, NULL, NULL);
INSERT INTO public."Members" VALUES ('01a20429-94c2-7490-a27f-71cc8f542434', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94c2-76ee-8cbf-f1933c94b206', '2026-07-07 23:00:00+00', NULL, false, false, 'All', false, true, NULL, NULL);
INSERT INTO public."Members" VALUES ('01a20429-94c2-74e0-9dc6-29af741f6313', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94c2-75ba-9d17-f00b3a341c44', '2026-07-16 23:00:00+00', NULL, false, false, 'All', false, true, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990a-7d4e-9440-b86c0f63be4f', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-9463-7e6f-844b-e39e63a35046', 'Moved', 1, '2026-11-25 11:30:00+00', 'Accepted', NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:23.206+00', '2026-11-25 10:45:00+00', 'Text', '+447700900100', NULL, NULL, 1, 'preview-32f4af3104ce4c98a93af0b129b939b5', NULL, NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:25.519+00', '2026-11-22 16:49:25.549+00', NULL, NULL, -8557388954323603884);
INSERT INTO public."Messages" VALUES ('01a20429-990a-7d22-a467-ce7358602e3b', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-9463-7e6f-844b-e39e63a35046', 'DayBefore', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-24 10:00:00+00', '2026-11-24 10:00:00+00', '2026-11-25 07:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990a-7d55-92bc-66bfb5a2c633', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-9463-7e6f-844b-e39e63a35046', 'SameDay', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-25 09:00:00+00', '2026-11-25 09:00:00+00', '2026-11-25 11:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990a-7157-a6bd-348ee789d68f', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c1-7408-9a3a-0092be8a9f67', 'Moved', 1, '2026-11-25 11:30:00+00', 'Accepted', NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:23.206+00', '2026-11-25 10:45:00+00', 'Text', '+447700900102', NULL, NULL, 1, 'preview-955cb060c7cc45e0982037ad1c64fa4a', NULL, NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:25.519+00', '2026-11-22 16:49:25.549+00', NULL, NULL, -4988486182083388839);
INSERT INTO public."Messages" VALUES ('01a20429-990a-75ac-89c9-fdc23d4dfe03', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c1-7408-9a3a-0092be8a9f67', 'DayBefore', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-24 10:00:00+00', '2026-11-24 10:00:00+00', '2026-11-25 07:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990a-705b-90d6-5dd4b80eab8a', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c1-7408-9a3a-0092be8a9f67', 'SameDay', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-25 09:00:00+00', '2026-11-25 09:00:00+00', '2026-11-25 11:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990a-79dc-bdd0-b8c4f84c8271', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c1-78ff-932f-eb0b6545e3fc', 'Moved', 1, '2026-11-25 11:30:00+00', 'Accepted', NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:23.206+00', '2026-11-25 10:45:00+00', 'Text', '+447700900101', NULL, NULL, 1, 'preview-7e9b7663f3754eaaadf9399cd5990ce3', NULL, NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:25.519+00', '2026-11-22 16:49:25.549+00', NULL, NULL, -8321382629389069913);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7f19-9e41-fb78f87ebbaf', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-7381-8907-6c18562a404d', 'Moved', 1, '2026-11-25 11:30:00+00', 'Accepted', NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:23.206+00', '2026-11-25 10:45:00+00', 'Email', 'joanne@example.org', NULL, NULL, 1, 'preview-e35976b4c50d451f9804a64d2d535336', NULL, NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:25.533+00', '2026-11-22 16:49:25.549+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7487-96e0-1519ee14d138', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-7381-8907-6c18562a404d', 'DayBefore', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-24 10:00:00+00', '2026-11-24 10:00:00+00', '2026-11-25 07:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7a40-991e-4184a71e2085', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-7381-8907-6c18562a404d', 'SameDay', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-25 09:00:00+00', '2026-11-25 09:00:00+00', '2026-11-25 11:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7e35-8a18-0eaa2ca85f98', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-75ba-9d17-f00b3a341c44', 'Moved', 1, '2026-11-25 11:30:00+00', 'Accepted', NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:23.206+00', '2026-11-25 10:45:00+00', 'Text', '+447700900106', NULL, NULL, 1, 'preview-471090ccf46f4365a5e78f51a4d21e30', NULL, NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:25.519+00', '2026-11-22 16:49:25.549+00', NULL, NULL, 8821475897120423750);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7c86-a316-683623399bd8', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-75ba-9d17-f00b3a341c44', 'DayBefore', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-24 10:00:00+00', '2026-11-24 10:00:00+00', '2026-11-25 07:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7cb0-a4ce-642aa026766e', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-75ba-9d17-f00b3a341c44', 'SameDay', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-25 09:00:00+00', '2026-11-25 09:00:00+00', '2026-11-25 11:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-73b2-8a5c-8b98e623f5c0', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-76ee-8cbf-f1933c94b206', 'Moved', 1, '2026-11-25 11:30:00+00', 'Accepted', NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:23.206+00', '2026-11-25 10:45:00+00', 'Text', '+447700900105', NULL, NULL, 1, 'preview-05270623366a47299a2f09f5acdaeb54', NULL, NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:25.519+00', '2026-11-22 16:49:25.549+00', NULL, NULL, -8268832497894705766);
INSERT INTO public."Messages" VALUES ('01a20429-990c-70ea-8c75-46da5e3836c7', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-76ee-8cbf-f1933c94b206', 'DayBefore', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-24 10:00:00+00', '2026-11-24 10:00:00+00', '2026-11-25 07:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-70ff-890d-eb8cd8007cf7', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-76ee-8cbf-f1933c94b206', 'SameDay', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-25 09:00:00+00', '2026-11-25 09:00:00+00', '2026-11-25 11:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7136-9e90-4cac89c78aa7', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-7be0-90eb-254917a45846', 'Moved', 1, '2026-11-25 11:30:00+00', 'Accepted', NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:23.206+00', '2026-11-25 10:45:00+00', 'Text', '+447700900107', NULL, NULL, 1, 'preview-a8d160d2816347b3973d8a234697d6e0', NULL, NULL, '2026-11-22 16:49:23.206+00', '2026-11-22 16:49:25.519+00', '2026-11-22 16:49:25.549+00', NULL, NULL, -1648019455892362943);
INSERT INTO public."Messages" VALUES ('01a20429-990c-70ec-b7fb-6efb6348a1dc', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-7be0-90eb-254917a45846', 'DayBefore', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-24 10:00:00+00', '2026-11-24 10:00:00+00', '2026-11-25 07:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-72b1-ad42-f705c883b8e8', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-955c-7194-8174-3f20a5772c08', '01a20429-94c2-7be0-90eb-254917a45846', 'SameDay', 1, '2026-11-25 11:30:00+00', 'Planned', NULL, '2026-11-25 09:00:00+00', '2026-11-25 09:00:00+00', '2026-11-25 11:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7e21-9cdc-3eb1680e899d', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-9463-7e6f-844b-e39e63a35046', 'DayBefore', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-08 10:00:00+00', '2026-12-08 10:00:00+00', '2026-12-09 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-73a9-81f7-7d732266c7b9', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-9463-7e6f-844b-e39e63a35046', 'SameDay', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-09 08:30:00+00', '2026-12-09 08:30:00+00', '2026-12-09 10:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7454-917a-607a89a48781', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c1-7408-9a3a-0092be8a9f67', 'DayBefore', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-08 10:00:00+00', '2026-12-08 10:00:00+00', '2026-12-09 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7b10-a67e-76e4f08c3cdb', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c1-7408-9a3a-0092be8a9f67', 'SameDay', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-09 08:30:00+00', '2026-12-09 08:30:00+00', '2026-12-09 10:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7ab6-961e-a66d7c1ecae7', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c1-78ff-932f-eb0b6545e3fc', 'DayBefore', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-08 10:00:00+00', '2026-12-08 10:00:00+00', '2026-12-09 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7453-9a11-e3154d393251', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c1-78ff-932f-eb0b6545e3fc', 'SameDay', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-09 08:30:00+00', '2026-12-09 08:30:00+00', '2026-12-09 10:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-772e-bb5f-e4340df81a58', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-7381-8907-6c18562a404d', 'DayBefore', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-08 10:00:00+00', '2026-12-08 10:00:00+00', '2026-12-09 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7f52-bb97-acc1b6ea6fe8', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-7381-8907-6c18562a404d', 'SameDay', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-09 08:30:00+00', '2026-12-09 08:30:00+00', '2026-12-09 10:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-76a3-a2fb-f5d46a8a50da', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-75ba-9d17-f00b3a341c44', 'DayBefore', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-08 10:00:00+00', '2026-12-08 10:00:00+00', '2026-12-09 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7ccf-82d0-4595da9835dc', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-75ba-9d17-f00b3a341c44', 'SameDay', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-09 08:30:00+00', '2026-12-09 08:30:00+00', '2026-12-09 10:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7545-8cbe-aa3a710b46d1', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-76ee-8cbf-f1933c94b206', 'DayBefore', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-08 10:00:00+00', '2026-12-08 10:00:00+00', '2026-12-09 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7d67-aef0-a7428251b1a7', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-76ee-8cbf-f1933c94b206', 'SameDay', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-09 08:30:00+00', '2026-12-09 08:30:00+00', '2026-12-09 10:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-7f4c-807a-d664924f8711', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-7be0-90eb-254917a45846', 'DayBefore', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-08 10:00:00+00', '2026-12-08 10:00:00+00', '2026-12-09 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."Messages" VALUES ('01a20429-990c-72de-945b-631907922bda', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-9568-71c6-ba89-46e65493796a', '01a20429-94c2-7be0-90eb-254917a45846', 'SameDay', 0, '2026-12-09 11:00:00+00', 'Planned', NULL, '2026-12-09 08:30:00+00', '2026-12-09 08:30:00+00', '2026-12-09 10:30:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-22 16:49:23.206+00', NULL, '2026-11-22 16:49:23.206+00', NULL, NULL, NULL);
INSERT INTO public."ParticipantLinks" VALUES ('01a20429-9bb2-7cf1-99b4-a64638b10cdd', '01a20429-94c2-7381-8907-6c18562a404d', 'df42518fad81ae657696631250dd9298ebb53aaad1cc3662507f84b3e6c5b665', '2026-11-22 16:49:25.373+00', '2027-03-22 16:49:25.373+00', NULL);
INSERT INTO public."People" VALUES ('01a20429-9463-7e6f-844b-e39e63a35046', 'Isla', 'en', 'Europe/London', NULL, false, NULL, '2026-05-23 23:00:00+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-05-23 23:00:00+00', 'May we put you on the list and send you reminders in the ways you said are safe?', '2026-05-23', NULL, false, NULL, NULL, false, false);
INSERT INTO public."People" VALUES ('01a20429-94c1-7408-9a3a-0092be8a9f67', 'Shona', 'en', 'Europe/London', NULL, false, NULL, '2026-05-23 23:00:00+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-05-23 23:00:00+00', 'May we put you on the list and send you reminders in the ways you said are safe?', '2026-05-23', NULL, false, NULL, NULL, false, false);
INSERT INTO public."People" VALUES ('01a20429-94c1-78ff-932f-eb0b6545e3fc', 'Amina', 'en', 'Europe/London', NULL, false, NULL, '2026-05-23 23:00:00+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-05-23 23:00:00+00', 'May we put you on the list and send you reminders in the ways you said are safe?', '2026-05-23', NULL, false, NULL, NULL, false, false);
INSERT INTO public."People" VALUES ('01a20429-94c2-7381-8907-6c18562a404d', 'Joanne', 'en', 'Europe/London', NULL, false, NULL, '2026-08-21 23:00:00+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-08-21 23:00:00+00', 'May we put you on the list and send you reminders in the ways you said are safe?', '2026-08-21', NULL, false, NULL, NULL, false, false);
INSERT INTO public."People" VALUES ('01a20429-94c2-75ba-9d17-f00b3a341c44', 'Zahra', 'fa', 'Europe/London', NULL, false, NULL, '2026-07-16 23:00:00+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-07-16 23:00:00+00', 'May we put you on the list and send you reminders in the ways you said are safe?', '2026-07-16', NULL, false, NULL, NULL, false, false);
INSERT INTO public."People" VALUES ('01a20429-94c2-76ee-8cbf-f1933c94b206', 'Kasia', 'pl', 'Europe/London', NULL, false, NULL, '2026-07-07 23:00:00+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-07-07 23:00:00+00', 'May we put you on the list and send you reminders in the ways you said are safe?', '2026-07-07', NULL, false, NULL, NULL, false, false);
INSERT INTO public."People" VALUES ('01a20429-94c2-7be0-90eb-254917a45846', 'Halima', 'so', 'Europe/London', NULL, false, NULL, '2026-07-25 23:00:00+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '2026-07-25 23:00:00+00', 'May we put you on the list and send you reminders in the ways you said are safe?', '2026-07-25', NULL, false, NULL, NULL, false, false);
INSERT INTO public."PlannedPresences" VALUES ('01a20429-955c-7194-8174-3f20a5772c08', '01a20429-940c-71bf-b6c3-9389bfde1943', 'NearBy', '2026-11-22 16:49:23.206+00');
INSERT INTO public."PlannedPresences" VALUES ('01a20429-9568-71c6-ba89-46e65493796a', '01a20429-940c-71bf-b6c3-9389bfde1943', 'NearBy', '2026-11-22 16:49:23.206+00');
INSERT INTO public."Replies" VALUES ('01a20429-9735-78bf-abd9-de8b295c7e7a', 'demo-1', '+447700900101', 'Is there a ramp at the side door? My sister wants to come too', 'Other', '01a20429-94c1-78ff-932f-eb0b6545e3fc', '01a20429-940c-71bf-b6c3-9389bfde1943', NULL, '2026-11-22 13:49:23.206+00', true, NULL, NULL, NULL, NULL, false, NULL);
INSERT INTO public."Series" VALUES ('01a20429-94dd-7fbf-9fb6-3c31ebaf2d26', '01a20429-940c-71bf-b6c3-9389bfde1943', 'FREQ=WEEKLY;BYDAY=WE', '2026-05-24', '11:00:00', 90, 'Europe/London', NULL);
INSERT INTO public."Sessions" VALUES ('01a20429-9557-7c11-9f51-831e4d3f69dc', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94dd-7fbf-9fb6-3c31ebaf2d26', '2026-06-10', '2026-06-10', '11:00:00', 90, 'Europe/London', '2026-06-10 10:00:00+00', '2026-06-10 11:30:00+00', '2026-06-10 10:00:00+00', NULL, NULL, 0, 'Held', NULL, 4, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."Sessions" VALUES ('01a20429-955a-7c58-a3c2-d9b98306d4fa', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94dd-7fbf-9fb6-3c31ebaf2d26', '2026-08-12', '2026-08-12', '11:00:00', 90, 'Europe/London', '2026-08-12 10:00:00+00', '2026-08-12 11:30:00+00', '2026-08-12 10:00:00+00', NULL, NULL, 0, 'Held', NULL, 3, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."Sessions" VALUES ('01a20429-955c-7194-8174-3f20a5772c08', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94dd-7fbf-9fb6-3c31ebaf2d26', '2026-11-25', '2026-11-25', '11:30:00', 90, 'Europe/London', '2026-11-25 11:30:00+00', '2026-11-25 13:00:00+00', '2026-11-25 11:00:00+00', '2026-11-25 11:00:00+00', '2026-11-22 16:49:23.206+00', 1, 'Planned', NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."Sessions" VALUES ('01a20429-9568-71c6-ba89-46e65493796a', '01a20429-940c-71bf-b6c3-9389bfde1943', '01a20429-94dd-7fbf-9fb6-3c31ebaf2d26', '2026-12-09', '2026-12-09', '11:00:00', 90, 'Europe/London', '2026-12-09 11:00:00+00', '2026-12-09 12:30:00+00', '2026-12-09 11:00:00+00', NULL, NULL, 0, 'Planned', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public."StageChanges" VALUES ('01a20429-94c6-76ab-9bfb-b86667c0cc95', '01a20429-940c-71bf-b6c3-9389bfde1943', 'Starting', 'SharingJobs', '2026-06-23 09:58:13.867+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '01a20429-9463-7e6f-844b-e39e63a35046', '2026-06-25 09:58:13.867+00', NULL);
INSERT INTO public."StageChanges" VALUES ('01a20429-94d5-7fbd-bb4e-436f09956cbc', '01a20429-940c-71bf-b6c3-9389bfde1943', 'SharingJobs', 'TakingTurns', '2026-07-23 20:56:27.735+00', '01a20429-93cd-786b-95cd-cbc70e2845f9', '01a20429-9463-7e6f-844b-e39e63a35046', '2026-07-25 20:56:27.735+00', NULL);
INSERT INTO public."UnsubscribeLinks" VALUES ('01a20429-9bb2-749b-ab8b-2eae2187d365', '01a20429-94c2-7381-8907-6c18562a404d', 'joanne@example.org', 'b706ddcfc1dce432548e98505476b88be1a2ecc4d7456a5a51d56ee25fd64aac', '2026-11-22 16:49:25.373+00');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122045455_Initial', '10.0.14');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122071023_MessageEngine', '10.0.14');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122094833_Register', '10.0.14');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261122125526_Handover', '10.0.14');
ALTER TABLE ONLY public."Accounts"
    ADD CONSTRAINT "PK_Accounts" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."Answers"
    ADD CONSTRAINT "PK_Answers" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ChannelHealth"
    ADD CONSTRAINT "PK_ChannelHealth" PRIMARY KEY ("Name");
ALTER TABLE ONLY public."CheckIns"
    ADD CONSTRAINT "PK_CheckIns" PRIMARY KEY ("Id");
ALTER TABLE ONLY public."ContactMethods"
    ADD CONSTRAINT "PK_ContactMethods" PRIMARY KEY ("Id");
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
ALTER TABLE ONLY public."ParticipantLinks"
    ADD CONSTRAINT "PK_ParticipantLinks" PRIMARY KEY ("Id");
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
ALTER TABLE ONLY public."SignInLinks"
    ADD CONSTRAINT "PK_SignInLinks" PRIMARY KEY ("Id");
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
CREATE UNIQUE INDEX "IX_CheckIns_GroupId_SelfRunSince_Months" ON public."CheckIns" USING btree ("GroupId", "SelfRunSince", "Months");
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
CREATE INDEX "IX_SignInLinks_AccountId" ON public."SignInLinks" USING btree ("AccountId");
CREATE UNIQUE INDEX "IX_SignInLinks_TokenHash" ON public."SignInLinks" USING btree ("TokenHash");
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
ALTER TABLE ONLY public."SignInLinks"
    ADD CONSTRAINT "FK_SignInLinks_Accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES public."Accounts"("Id") ON DELETE CASCADE;
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
