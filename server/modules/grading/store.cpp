#include "modules/grading/store.hpp"

#include "db/record_sql.hpp"

namespace homeport::grading::store {
namespace {

const db::Sql kInsertScheme{
    "INSERT INTO grading_scheme (purpose, version_no, created_at, created_by_name, scheme_json) "
    "VALUES ($1, $2, $3, $4, $5)"};
const db::Sql kSchemes{
    "SELECT version_no, created_at, created_by_name, scheme_json FROM grading_scheme WHERE purpose = $1 "
    "ORDER BY version_no DESC LIMIT $2"};

const std::string kSaveGradeText =
    db::insert_text("customer_grade", table_of<Grade>()) +
    " ON CONFLICT (customer_id, purpose) DO UPDATE SET grade = excluded.grade, given_by = excluded.given_by, "
    "score_hundredths = excluded.score_hundredths, scheme_version = excluded.scheme_version, "
    "graded_at = excluded.graded_at, graded_by_name = excluded.graded_by_name, reason = excluded.reason";
const db::Sql kSaveGrade{kSaveGradeText};
const std::string kLoadGradeText =
    "SELECT " + db::columns_of(table_of<Grade>()) + " FROM customer_grade WHERE customer_id = $1 AND purpose = $2";
const db::Sql kLoadGrade{kLoadGradeText};

const std::string kInsertIncentiveText = db::insert_text("grading_incentive", table_of<Incentive>());
const db::Sql kInsertIncentive{kInsertIncentiveText};
const std::string kUpdateIncentiveText = db::update_text("grading_incentive", table_of<Incentive>(), 1);
const db::Sql kUpdateIncentive{kUpdateIncentiveText};
const std::string kIncentiveText = "SELECT " + db::columns_of(table_of<Incentive>()) + " FROM grading_incentive";
const std::string kLoadIncentiveText = kIncentiveText + " WHERE id = $1";
const db::Sql kLoadIncentive{kLoadIncentiveText};
const std::string kLoadIncentivesText = kIncentiveText + " ORDER BY id LIMIT $1";
const db::Sql kLoadIncentives{kLoadIncentivesText};
const std::string kInsertGrantText = db::insert_text("grading_grant", table_of<Grant>()) + " ON CONFLICT DO NOTHING";
const db::Sql kInsertGrant{kInsertGrantText};
const db::Sql kMarkGranted{
    "UPDATE grading_grant SET state = 'granted', granted_at = $3 WHERE customer_id = $1 AND incentive_id = $2 "
    "AND state = 'waiting'"};
const std::string kWaitingText =
    "SELECT " + db::columns_of(table_of<Grant>()) +
    " FROM grading_grant WHERE state = 'waiting' AND (earned_at, customer_id, incentive_id) > ($2, $3, $4) "
    "ORDER BY earned_at, customer_id, incentive_id LIMIT $1";
const db::Sql kWaiting{kWaitingText};
const db::Sql kHasGrant{"SELECT incentive_id FROM grading_grant WHERE customer_id = $1 LIMIT 1"};
const std::string kGrantsText =
    "SELECT " + db::columns_of(table_of<Grant>(), "g.") + " FROM grading_grant g WHERE g.incentive_id = ";

const db::Sql kInsertSelection{
    "INSERT INTO grading_selection (id, name, conditions_json, size, remaining, created_at, created_by_name) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const db::Sql kInsertSelected{
    "INSERT INTO grading_selected (selection_id, customer_id, is_done) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING"};
constexpr std::string_view kSelectionColumns =
    "id, name, conditions_json, size, remaining, created_at, created_by_name";
const std::string kSelectionsText =
    "SELECT " + std::string(kSelectionColumns) + " FROM grading_selection ORDER BY id DESC LIMIT $1";
const db::Sql kSelections{kSelectionsText};
const std::string kLockSelectionText =
    "SELECT " + std::string(kSelectionColumns) + " FROM grading_selection WHERE id = $1 /*for_update*/";
const db::Sql kLockSelection{kLockSelectionText};
const db::Sql kNextSelected{
    "SELECT customer_id FROM grading_selected WHERE selection_id = $1 AND is_done = 0 ORDER BY customer_id LIMIT $2"};
const db::Sql kMarkDone{"UPDATE grading_selected SET is_done = 1 WHERE selection_id = $1 AND customer_id = $2"};
const db::Sql kSetRemaining{"UPDATE grading_selection SET remaining = $2 WHERE id = $1"};
const db::Sql kDeleteSelected{"DELETE FROM grading_selected WHERE selection_id = $1"};
const db::Sql kDeleteSelection{"DELETE FROM grading_selection WHERE id = $1"};

Selection read_selection(const db::Rows& rows) {
  Selection selection;
  selection.id = rows.id<SelectionId>(0);
  selection.name = rows.string(1);
  auto conditions = record_from_json<Conditions>(rows.text(2), View{});
  if (!conditions.ok()) throw db::DatabaseError("a selection holds what this program does not know");
  selection.conditions = std::move(conditions).value();
  selection.size = rows.integer(3);
  selection.remaining = rows.integer(4);
  selection.created_at = Time{rows.integer(5)};
  selection.created_by_name = rows.string(6);
  return selection;
}

}  // namespace

void insert_scheme(db::Transaction& tx, const SchemeVersion& version) {
  tx.execute(kInsertScheme, word_of(version.purpose), version.version_no, version.created_at, version.created_by_name,
             to_json(version.scheme, View{}));
}

std::vector<SchemeVersion> load_schemes(db::Transaction& tx, Purpose purpose, std::int64_t limit) {
  std::vector<SchemeVersion> versions;
  for (auto rows = tx.query(kSchemes, word_of(purpose), limit); rows.next();) {
    auto scheme = record_from_json<Scheme>(rows.text(3), View{});
    if (!scheme.ok()) throw db::DatabaseError("a scheme holds what this program does not know");
    versions.push_back({purpose, rows.integer(0), Time{rows.integer(1)}, rows.string(2), std::move(scheme).value()});
  }
  return versions;
}

std::optional<SchemeVersion> current_scheme(db::Transaction& tx, Purpose purpose) {
  auto versions = load_schemes(tx, purpose, 1);
  if (versions.empty()) return std::nullopt;
  return std::move(versions.front());
}

void save_grade(db::Transaction& tx, const Grade& grade) { db::send_record(tx, kSaveGrade, grade); }

std::optional<Grade> load_grade(db::Transaction& tx, CustomerId id, Purpose purpose) {
  return db::read_one<Grade>(tx.query(kLoadGrade, id, word_of(purpose)));
}

void insert_incentive(db::Transaction& tx, const Incentive& incentive) {
  db::send_record(tx, kInsertIncentive, incentive);
}

void update_incentive(db::Transaction& tx, const Incentive& incentive) {
  db::send_record(tx, kUpdateIncentive, incentive);
}

std::optional<Incentive> load_incentive(db::Transaction& tx, IncentiveId id) {
  return db::read_one<Incentive>(tx.query(kLoadIncentive, id));
}

std::vector<Incentive> load_incentives(db::Transaction& tx) {
  return db::read_all<Incentive>(tx.query(kLoadIncentives, kMostIncentives));
}

bool insert_grant(db::Transaction& tx, const Grant& grant) { return db::execute_record(tx, kInsertGrant, grant) == 1; }

void mark_granted(db::Transaction& tx, CustomerId customer, IncentiveId incentive, Time now) {
  tx.execute(kMarkGranted, customer, incentive, now);
}

std::vector<Grant> waiting_grants(db::Transaction& tx, const Grant& after, std::int64_t limit) {
  return db::read_all<Grant>(tx.query(kWaiting, limit, after.earned_at, after.customer_id, after.incentive_id));
}

bool has_any_grant(db::Transaction& tx, CustomerId customer) { return tx.query(kHasGrant, customer).next(); }

kit::ListQuery grants_of(IncentiveId id) {
  kit::ListQuery query(kGrantsText);
  query.bind(id.value);
  return query;
}

void insert_selection(db::Transaction& tx, const Selection& selection) {
  tx.execute(kInsertSelection, selection.id, selection.name, to_json(selection.conditions, View{}), selection.size,
             selection.remaining, selection.created_at, selection.created_by_name);
}

void insert_selected(db::Transaction& tx, SelectionId id, CustomerId customer) {
  tx.send(kInsertSelected, id, customer);
}

std::vector<Selection> load_selections(db::Transaction& tx) {
  std::vector<Selection> selections;
  for (auto rows = tx.query(kSelections, kMostSelections); rows.next();)
    selections.push_back(read_selection(rows));
  return selections;
}

std::optional<Selection> lock_selection(db::Transaction& tx, SelectionId id) {
  auto rows = tx.query(kLockSelection, id);
  if (!rows.next()) return std::nullopt;
  return read_selection(rows);
}

std::vector<CustomerId> next_selected(db::Transaction& tx, SelectionId id, std::int64_t limit) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kNextSelected, id, limit); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

void mark_done(db::Transaction& tx, SelectionId id, CustomerId customer) { tx.send(kMarkDone, id, customer); }

void set_remaining(db::Transaction& tx, SelectionId id, std::int64_t remaining) {
  tx.send(kSetRemaining, id, remaining);
}

void delete_selection(db::Transaction& tx, SelectionId id) {
  tx.send(kDeleteSelected, id);
  tx.send(kDeleteSelection, id);
}

kit::ListQuery selected_of(SelectionId id) {
  kit::ListQuery query("SELECT s.customer_id, s.is_done FROM grading_selected s WHERE s.selection_id = ");
  query.bind(id.value);
  return query;
}

}  // namespace homeport::grading::store
