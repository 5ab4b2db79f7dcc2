export const recycleBin = {
  text: "Deleted customers are in no list, search or till; their details and accounts stay as they are and can be restored.",
  delete: "Delete",
  deleteTitle: "Delete {{name}}?",
  deleteText:
    "The customer goes to the recycle bin and leaves lists, searches, the till and the pool. Purchases and points stay as they are, phone and cards stay reserved.",
  ownerText:
    "{{name}} looks after this customer: he goes to the pool, and back to {{name}} when he is restored.",
  reasonHint: "Why delete?",
  evenWithPoints: "There are unused points, delete even so",
  deleted: "{{name}} deleted",
  open: "Open the recycle bin",
  departedText: "Nothing of this record is shown any more.",
  restore: "Restore",
  restored: "{{name}} restored",
  restoredMany: "{{n}} {{n, plural(one: customer; other: customers)}} restored",
  someStay:
    "{{n}} {{n, plural(one: customer was; other: customers were)}} not restored: no longer in the recycle bin, or out of your reach.",
  erase: "Erase for good",
  eraseTitle: "Erase {{name}} for good?",
  eraseText:
    "Name, phone, cards, addresses, notes and everything else that tells who this is will be erased and can't be brought back; sales and points stay in the books.",
  typeName: "Type “{{name}}” to confirm",
  eraseReason: "Why erase?",
  erased: "The data was erased",
  search: "Name, whole phone or card number",
  reason: "Reason",
  deletedAt: "Deleted",
  deletedBy: "Deleted by",
  hadOwner: "Owner until then",
  daysLeft: "Left",
  days: "{{n}} {{n, plural(one: day; other: days)}}",
  today: "ends today",
  emptyTitle: "The recycle bin is empty",
  emptyText: "Deleted customers come here first and can be restored.",
} as const;

export const binReasons = {
  in_recycle_bin: "This customer is in the recycle bin",
  not_in_recycle_bin: "This customer is not in the recycle bin",
  key_in_recycle_bin:
    "This number belongs to a customer in the recycle bin; restore the customer or have the data erased first",
  erased: "The data of this customer was erased",
  hidden: "The details of this public customer are hidden; claim the customer first",
} as const;
