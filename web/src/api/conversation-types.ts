/** What the server says about conversations (HTTP API of the rooms conversation, contact and sending). */

export interface Address {
  name: string;
  email: string;
}

export interface Participant extends Address {
  own: boolean;
}

/** A row of the list: everything it shows, nothing more. */
export interface ConversationRow {
  id: string;
  accountId: string;
  subject: string;
  snippet: string;
  lastAt: string;
  emailCount: number;
  unread: boolean;
  attachment: boolean;
  participants: Participant[];
  lastDirection: "in" | "out";
  starred: boolean;
  shelf: Shelf | null;
  /** Why something that a member wanted was not done at the provider. */
  wishFailure: string | null;
  state: TeamState;
  /** Null for "until a reply". */
  snoozedUntil: string | null;
  /** Who is responsible. */
  assignee: Colleague | null;
  tags: string[];
}

/** Where a conversation stands with the team. */
export type TeamState = "open" | "snoozed" | "closed";

export interface Colleague {
  id: string;
  name: string;
}

/** Where a conversation was put away; it is out of the inbox until something new comes in. */
export type Shelf = "archive" | "folder" | "trash";

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Attachment {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  inline: boolean;
}

/** What a text/calendar part says, for showing (RFC 5545). `allDay`: start and end are dates, taken at midnight UTC. */
export interface Invitation {
  method: string;
  summary: string;
  description: string;
  location: string;
  start: string | null;
  end: string | null;
  allDay: boolean;
  zone: string;
  organiser: { name: string; address?: string; email?: string } | null;
  attendees: { name: string; address?: string; email?: string }[];
  recurring: boolean;
  cancelled: boolean;
}

export type SubmissionPhase =
  | "queued"
  | "connected"
  | "recipients_accepted"
  | "data_sent"
  | "accepted"
  | "failed"
  | "uncertain"
  | "discarded";

export interface Failure {
  code: string;
  args?: Record<string, unknown>;
}

export interface EmailSubmission {
  id: string;
  phase: SubmissionPhase;
  failure: Failure | string | null;
}

export interface Submission {
  id: string;
  phase: SubmissionPhase;
  failure: Failure | null;
  recipientFailures: { email: string; code: string }[];
  emailId: string | null;
  conversationId: string;
}

export interface Email {
  id: string;
  direction: "in" | "out";
  at: string;
  from: Address;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  subject: string;
  snippet: string;
  text: string;
  /** Where in `text` the quoted history begins; its length when nothing is quoted. */
  ownTextLength: number;
  hasHtml: boolean;
  attachments: Attachment[];
  invitation: Invitation | null;
  autoKind: string | null;
  defects: string[];
  whole: boolean;
  removed: boolean;
  seen: boolean;
  newSender: boolean;
  remoteImages: boolean;
  submission: EmailSubmission | null;
}

export type Level = "read" | "reply" | "manage";

export interface Contact {
  id: string;
  name: string;
  email: string;
  firstSeenAt: string;
  lastSeenAt: string;
  conversationCount: number;
}

export interface Conversation {
  id: string;
  accountId: string;
  subject: string;
  level: Level;
  unread: boolean;
  readUntil: string | null;
  starred: boolean;
  shelf: Shelf | null;
  /** Why something that a member wanted was not done at the provider. */
  wishFailure: string | null;
  state: TeamState;
  /** Since when; null since it began. */
  stateAt: string | null;
  snoozedUntil: string | null;
  assignee: Colleague | null;
  /** Who works on it beside the one who is responsible. */
  members: Colleague[];
  tags: string[];
  archivedByMe: boolean;
  contacts: Contact[];
  /** Oldest first; the newest ones of a very long conversation. */
  emails: Email[];
  /** The cursor of the emails before these; null at the beginning. */
  next: string | null;
}

export interface Counts {
  unread: number;
  /** Unread ones by mailbox. */
  accounts: Record<string, number>;
  sections: {
    mine: number;
    unassigned: number;
    waitingForUs: number;
    waitingForThem: number;
    snoozed: number;
  };
  /** Open ones by tag. */
  tags: Record<string, number>;
}

export interface ReplyProposal {
  from: { accountId: string; address: string; name: string };
  to: Address[];
  cc: Address[];
  subject: string;
  quotedHtml: string;
  quotedText: string;
  emailId: string;
  /** How far the conversation is now; handed back with the answer. */
  asOf: string;
}

export interface NewReply {
  idempotencyKey: string;
  emailId: string;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  subject: string;
  html: string;
  includeQuote: boolean;
  asOf: string | null;
  /** It goes although others brought something since. */
  evenSo: boolean;
  draftId: string;
}

/** What others brought into a conversation since an answer was begun. */
export interface Came {
  kind: "email" | "reply" | "note";
  id: string;
  who: string;
  at: string;
}
