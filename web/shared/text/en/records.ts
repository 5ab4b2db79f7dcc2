export const records = {
  topics: "What the timeline shows",
  topic: {
    all: "All",
    sales: "Purchases",
    points: "Points and rewards",
    contacts: "Contacts",
    moves: "Owners",
    changes: "Changes",
    cards: "Cards",
  },
  noneOfTopic: "Nothing of this kind yet",
  recordContact: "Record a contact",
  preview: "Preview",
  openRecord: "Open the record",
  recent: "Recently",
} as const;
