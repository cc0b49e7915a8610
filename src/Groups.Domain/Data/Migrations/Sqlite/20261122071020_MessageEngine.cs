using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Groups.Domain.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MessageEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // SQLite cannot add or drop the key of a table that is there, and EF would build the table anew outside its transaction.
            // A column may bring its key along, and the key from messages to groups does no harm where it is.
            migrationBuilder.DropIndex(
                name: "IX_Messages_Address_ChangedAt",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_ProviderId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Waiting",
                table: "Messages");

            migrationBuilder.Sql("""ALTER TABLE "Sessions" ADD COLUMN "SpeakerId" TEXT NULL REFERENCES "People" ("Id") ON DELETE SET NULL""");

            migrationBuilder.AddColumn<long>(
                name: "SpeakerSince",
                table: "Sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClaimedAt",
                table: "Replies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ClaimedBy",
                table: "Replies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsCrisis",
                table: "Replies",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Replies",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "WantsCalendar",
                table: "People",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "ReconcileAt",
                table: "Messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TextDigest",
                table: "Messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Companion",
                table: "Members",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders_DutyDaysBefore",
                table: "Groups",
                type: "INTEGER",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.AddColumn<string>(
                name: "Venue_MeetingSpot",
                table: "Groups",
                type: "TEXT",
                maxLength: 70,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Answer",
                table: "DutyTurns",
                type: "TEXT",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AnsweredAt",
                table: "DutyTurns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlannedAt",
                table: "DutyTurns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextFreeAt",
                table: "ChannelHealth",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Strikes",
                table: "ChannelHealth",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Relays",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    WrittenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TestedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Recipients = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Relays", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Relays_Groups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Relays_Sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "Sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql("""ALTER TABLE "Messages" ADD COLUMN "RelayId" TEXT NULL REFERENCES "Relays" ("Id") ON DELETE CASCADE""");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_SpeakerId",
                table: "Sessions",
                column: "SpeakerId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Address_ChangedAt",
                table: "Messages",
                columns: new[] { "Address", "ChangedAt" },
                filter: "\"Address\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Due",
                table: "Messages",
                column: "DueAt",
                filter: "\"State\" = 'Planned'");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_LeaseUntil",
                table: "Messages",
                column: "LeaseUntil",
                filter: "\"LeaseUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_ProviderId",
                table: "Messages",
                column: "ProviderId",
                filter: "\"ProviderId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_ReconcileAt",
                table: "Messages",
                column: "ReconcileAt",
                filter: "\"ReconcileAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_RelayId",
                table: "Messages",
                column: "RelayId",
                filter: "\"RelayId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Relays_GroupId_WrittenAt",
                table: "Relays",
                columns: new[] { "GroupId", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Relays_SessionId_Number",
                table: "Relays",
                columns: new[] { "SessionId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Messages_Relays_RelayId",
                table: "Messages");

            migrationBuilder.DropForeignKey(
                name: "FK_Sessions_People_SpeakerId",
                table: "Sessions");

            migrationBuilder.DropTable(
                name: "Relays");

            migrationBuilder.DropIndex(
                name: "IX_Sessions_SpeakerId",
                table: "Sessions");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Address_ChangedAt",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Due",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_LeaseUntil",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_ProviderId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_ReconcileAt",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_RelayId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "SpeakerId",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "SpeakerSince",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "ClaimedAt",
                table: "Replies");

            migrationBuilder.DropColumn(
                name: "ClaimedBy",
                table: "Replies");

            migrationBuilder.DropColumn(
                name: "IsCrisis",
                table: "Replies");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Replies");

            migrationBuilder.DropColumn(
                name: "WantsCalendar",
                table: "People");

            migrationBuilder.DropColumn(
                name: "ReconcileAt",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "RelayId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "TextDigest",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Companion",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Reminders_DutyDaysBefore",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "Venue_MeetingSpot",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "Answer",
                table: "DutyTurns");

            migrationBuilder.DropColumn(
                name: "AnsweredAt",
                table: "DutyTurns");

            migrationBuilder.DropColumn(
                name: "PlannedAt",
                table: "DutyTurns");

            migrationBuilder.DropColumn(
                name: "NextFreeAt",
                table: "ChannelHealth");

            migrationBuilder.DropColumn(
                name: "Strikes",
                table: "ChannelHealth");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Address_ChangedAt",
                table: "Messages",
                columns: new[] { "Address", "ChangedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_ProviderId",
                table: "Messages",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Waiting",
                table: "Messages",
                column: "DueAt",
                filter: "\"State\" IN ('Planned', 'Claimed', 'Sending')");

            migrationBuilder.AddForeignKey(
                name: "FK_Messages_Groups_GroupId",
                table: "Messages",
                column: "GroupId",
                principalTable: "Groups",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
