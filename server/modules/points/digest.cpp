#include "modules/points/digest.hpp"

#include "base/crypto.hpp"
#include "db/record_sql.hpp"
#include "modules/points/store.hpp"
#include "modules/programme/service.hpp"

namespace homeport::points {
namespace {

const db::Sql kHeadsAt{
    "SELECT e.customer_id, e.entry_no, e.hash FROM points_entry e JOIN (SELECT customer_id, max(entry_no) AS entry_no "
    "FROM points_entry WHERE created_at <= $1 GROUP BY customer_id) h "
    "ON h.customer_id = e.customer_id AND h.entry_no = e.entry_no ORDER BY e.customer_id"};
const std::string kDigestsText =
    "SELECT " + db::columns_of(table_of<Digest>()) + " FROM points_digest ORDER BY closed_on";
const db::Sql kDigests{kDigestsText};
const std::string kLastDigestText = kDigestsText + " DESC LIMIT 1";
const db::Sql kLastDigest{kLastDigestText};
const std::string kInsertDigestText =
    db::insert_text("points_digest", table_of<Digest>()) + " ON CONFLICT (closed_on) DO NOTHING";
const db::Sql kInsertDigest{kInsertDigestText};
const db::Sql kCloseProgrammeSide{
    "INSERT INTO points_programme_day (closed_on, programme_account, entries, consumption_points, profit_points, "
    "combined_points, wallet_points) "
    "SELECT CAST($1 AS TEXT), programme_account, CAST(count(*) AS BIGINT), CAST(-sum(consumption_points) AS BIGINT), "
    "CAST(-sum(profit_points) AS BIGINT), CAST(-sum(combined_points) AS BIGINT), CAST(-sum(wallet_points) AS BIGINT) "
    "FROM points_entry WHERE created_at > $2 AND created_at <= $3 GROUP BY programme_account"};
const db::Sql kProgrammeSideDiffers{
    "SELECT a.programme_account FROM ("
    "SELECT programme_account, sum(entries) AS entries, sum(consumption_points) AS consumption, "
    "sum(profit_points) AS profit, sum(combined_points) AS combined, sum(wallet_points) AS wallet "
    "FROM points_programme_day GROUP BY programme_account "
    "UNION ALL "
    "SELECT programme_account, -count(*) AS entries, sum(consumption_points) AS consumption, "
    "sum(profit_points) AS profit, sum(combined_points) AS combined, sum(wallet_points) AS wallet "
    "FROM points_entry WHERE created_at <= $1 GROUP BY programme_account) a "
    "GROUP BY a.programme_account HAVING sum(a.entries) <> 0 OR sum(a.consumption) <> 0 OR sum(a.profit) <> 0 "
    "OR sum(a.combined) <> 0 OR sum(a.wallet) <> 0"};

std::optional<Digest> last_digest(db::Transaction& tx) { return db::read_one<Digest>(tx.query(kLastDigest)); }

// The last day that has been over for a while, in the chain's zone.
Date last_closed_day(Time now, TimeZone zone) {
  return plus_days(local_date(plus_seconds(now, -kCloseAfterSeconds), zone), -1);
}

}  // namespace

Heads heads_at(db::Transaction& tx, Time cut_at) {
  Heads heads;
  Sha256Stream stream;
  for (auto rows = tx.query(kHeadsAt, cut_at); rows.next();) {
    ++heads.customers;
    stream.add(std::to_string(rows.integer(0)) + ":" + std::to_string(rows.integer(1)) + ":" + rows.string(2) + ";");
  }
  heads.hash = base64url_encode(stream.finish());
  return heads;
}

std::string digest_hash(std::string_view previous, const Digest& digest) {
  return base64url_encode(sha256(std::string(previous) + ";" + format_date(digest.closed_on) + ";" +
                                 std::to_string(digest.cut_at.us) + ";" + std::to_string(digest.customers) + ";" +
                                 digest.heads_hash));
}

bool close_day(kit::Runtime& runtime, const kit::Actor& actor) {
  std::optional<Digest> previous;
  Digest digest;
  const bool is_due = kit::in_read(runtime, actor, [&](const kit::Read& read) {
    const auto zone = programme::current_programme(read.tx)->zone;
    previous = last_digest(read.tx);
    digest.closed_on = last_closed_day(read.now, zone);
    if (previous && previous->closed_on >= digest.closed_on) return false;
    digest.cut_at = plus_micros(start_of_day(plus_days(digest.closed_on, 1), zone), -1);
    const auto heads = heads_at(read.tx, digest.cut_at);
    digest.customers = heads.customers;
    digest.heads_hash = heads.hash;
    return true;
  });
  if (!is_due) return false;
  digest.hash = digest_hash(previous ? previous->hash : std::string(), digest);
  return kit::in_write(runtime, actor, [&](kit::Write& write) {
    digest.created_at = write.now;
    const bool is_first = db::execute_record(write.tx, kInsertDigest, digest) == 1;
    if (is_first) {
      write.tx.send(kCloseProgrammeSide, format_date(digest.closed_on), previous ? previous->cut_at : kFirstTime,
                    digest.cut_at);
    }
    return is_first;
  });
}

std::vector<std::string> digest_violations(db::Transaction& tx) {
  std::vector<std::string> found;
  std::string previous;
  std::optional<Digest> last;
  for (auto rows = tx.query(kDigests); rows.next();) {
    last = db::read_record<Digest>(rows);
    if (last->hash != digest_hash(previous, *last)) {
      found.push_back("the digest of " + format_date(last->closed_on) + " was changed, or one before it");
      return found;
    }
    previous = last->hash;
  }
  if (!last) return found;
  const auto heads = heads_at(tx, last->cut_at);
  if (heads.hash != last->heads_hash || heads.customers != last->customers) {
    found.push_back("the ledger up to the end of " + format_date(last->closed_on) + " is not what it was then");
  }
  return found;
}

std::vector<std::string> programme_side_violations(db::Transaction& tx) {
  std::vector<std::string> found;
  const auto last = last_digest(tx);
  if (!last) return found;
  for (auto rows = tx.query(kProgrammeSideDiffers, last->cut_at); rows.next();) {
    found.push_back("the days of the programme's account \"" + rows.string(0) +
                    "\" are not the other side of the entries");
  }
  return found;
}

}  // namespace homeport::points
