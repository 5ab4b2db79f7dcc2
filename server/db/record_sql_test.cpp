#include "db/record_sql.hpp"

#include "db/engines_test.hpp"

namespace homeport::db {

enum class Colour : std::uint8_t { red, deep_blue };

struct Part {
  std::string name;
};

struct SampleTag;
struct Sample {
  Id<SampleTag> id;
  bool is_new = false;
  std::string body;
  std::optional<std::string> remark;
  Money price;
  std::optional<Points> balance;
  Rate rate;
  Time created_at;
  std::optional<Time> ended_at;
  Date made_on;
  std::optional<Date> best_before_on;
  Colour colour = Colour::red;
  std::optional<Colour> second_colour;
  std::vector<Part> parts;  // no column
  std::int64_t version = 0;
};

}  // namespace homeport::db

namespace homeport {

template <>
struct Choices<db::Colour> {
  static constexpr std::array<std::string_view, 2> names{"red", "deep_blue"};
};

template <>
struct Fields<db::Part> {
  static constexpr std::string_view name = "Part";
  static constexpr std::array rows{field<&db::Part::name>("name", Access::read_write)};
};

template <>
struct Fields<db::Sample> {
  static constexpr std::string_view name = "Sample";
  static constexpr std::array rows{
      field<&db::Sample::id>("id", Access::read_only),
      field<&db::Sample::is_new>("is_new", Access::read_write),
      field<&db::Sample::body>("body", Access::read_write),
      field<&db::Sample::remark>("remark", Access::read_write),
      field<&db::Sample::price>("price_minor", Access::read_write),
      field<&db::Sample::balance>("balance_points", Access::read_write),
      field<&db::Sample::rate>("rate_ppm", Access::read_write),
      field<&db::Sample::created_at>("created_at", Access::read_only),
      field<&db::Sample::ended_at>("ended_at", Access::read_only),
      field<&db::Sample::made_on>("made_on", Access::read_write),
      field<&db::Sample::best_before_on>("best_before_on", Access::read_write),
      field<&db::Sample::colour>("colour", Access::read_write),
      field<&db::Sample::second_colour>("second_colour", Access::read_write),
      field<&db::Sample::parts>("parts", Access::read_write),
      field<&db::Sample::version>("version", Access::read_only),
  };
};

}  // namespace homeport

namespace homeport::db {
namespace {

constexpr std::string_view kColumns =
    "id, is_new, body, remark, price_minor, balance_points, rate_ppm, created_at, ended_at, made_on, best_before_on, "
    "colour, second_colour, version";

TEST(record_sql, columns_come_from_the_field_table) {
  EXPECT_EQ(columns_of(table_of<Sample>()), kColumns);
  EXPECT_EQ(columns_of(table_of<Part>(), "p."), "p.name");
  EXPECT_TRUE(columns_of(table_of<Sample>(), "s.").starts_with("s.id, s.is_new, "));
}

TEST(record_sql, statements_number_their_columns) {
  EXPECT_EQ(insert_text("part", table_of<Part>()), "INSERT INTO part (name) VALUES ($1)");
  const auto update = update_text("sample", table_of<Sample>(), 2);
  EXPECT_TRUE(update.starts_with("UPDATE sample SET body = $3, remark = $4")) << update;
  EXPECT_TRUE(update.ends_with("version = $14 WHERE id = $1 AND is_new = $2")) << update;
}

TEST(record_sql, dates_stay_where_they_are_when_the_arena_grows) {
  std::vector<std::string> arena;
  std::vector<std::vector<Param>> all;
  all.reserve(100);
  Sample sample;
  sample.made_on = *parse_date("2026-11-21");
  for (int i = 0; i < 100; ++i)
    all.push_back(params_of(table_of<Sample>(), &sample, arena));
  for (const auto& params : all)
    EXPECT_EQ(params[9].bytes, "2026-11-21");
}

class records : public OnEachEngine {
 protected:
  void create() {
    open().write([](Transaction& tx) {
      tx.execute_text(
          "CREATE TABLE sample (id BIGINT PRIMARY KEY, is_new BIGINT NOT NULL, body TEXT NOT NULL, remark TEXT, "
          "price_minor BIGINT NOT NULL, balance_points BIGINT, rate_ppm BIGINT NOT NULL, created_at BIGINT NOT NULL, "
          "ended_at BIGINT, made_on TEXT NOT NULL, best_before_on TEXT, colour TEXT NOT NULL, second_colour TEXT, "
          "version BIGINT NOT NULL)",
          {});
    });
  }
};
HOMEPORT_ON_EACH_ENGINE(records);

const std::string kInsertText = insert_text("sample", table_of<Sample>());
const std::string kUpdateText = update_text("sample", table_of<Sample>(), 1);
const std::string kSelectText = "SELECT 'x', " + columns_of(table_of<Sample>()) + " FROM sample ORDER BY id";
const Sql kInsert{kInsertText};
const Sql kUpdate{kUpdateText};
const Sql kSelect{kSelectText};

void expect_equal(const Sample& a, const Sample& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.is_new, b.is_new);
  EXPECT_EQ(a.body, b.body);
  EXPECT_EQ(a.remark, b.remark);
  EXPECT_EQ(a.price, b.price);
  EXPECT_EQ(a.balance, b.balance);
  EXPECT_EQ(a.rate, b.rate);
  EXPECT_EQ(a.created_at, b.created_at);
  EXPECT_EQ(a.ended_at, b.ended_at);
  EXPECT_EQ(a.made_on, b.made_on);
  EXPECT_EQ(a.best_before_on, b.best_before_on);
  EXPECT_EQ(a.colour, b.colour);
  EXPECT_EQ(a.second_colour, b.second_colour);
  EXPECT_EQ(a.version, b.version);
}

Sample full_sample() {
  Sample sample;
  sample.id = {7};
  sample.is_new = true;
  sample.body = "会员";
  sample.remark = "";
  sample.price = {-5};
  sample.balance = Points{12'345};
  sample.rate = {800'000};
  sample.created_at = {1'700'000'000'000'001};
  sample.ended_at = Time{-1};
  sample.made_on = kFirstDate;
  sample.best_before_on = kLastDate;
  sample.colour = Colour::deep_blue;
  sample.second_colour = Colour::red;
  sample.version = 3;
  return sample;
}

TEST_P(records, come_back_as_they_were) {
  create();
  const Sample full = full_sample();
  Sample plain;
  plain.id = {8};
  database().write([&](Transaction& tx) {
    EXPECT_EQ(execute_record(tx, kInsert, full), 1);
    send_record(tx, kInsert, plain);
  });
  database().read([&](Transaction& tx) {
    auto rows = tx.query(kSelect);
    ASSERT_TRUE(rows.next());
    expect_equal(read_record<Sample>(rows, 1), full);
    ASSERT_TRUE(rows.next());
    expect_equal(read_record<Sample>(rows, 1), plain);
  });
  Sample changed = plain;
  changed.body = "changed";
  changed.best_before_on = Date{1};
  database().write([&](Transaction& tx) { EXPECT_EQ(execute_record(tx, kUpdate, changed), 1); });
  database().read([&](Transaction& tx) {
    auto rows = tx.query(kSelect);
    ASSERT_TRUE(rows.next() && rows.next());
    Sample read = full_sample();
    read_record_columns(rows, table_of<Sample>(), &read, 1);
    expect_equal(read, changed);
  });
}

TEST_P(records, with_something_unknown_inside_are_not_guessed_at) {
  create();
  database().write([](Transaction& tx) { execute_record(tx, kInsert, full_sample()); });
  const auto spoil_and_read = [&](const std::string& assignment) {
    database().write([&](Transaction& tx) { tx.execute_text("UPDATE sample SET " + assignment, {}); });
    database().read([](Transaction& tx) {
      auto rows = tx.query(kSelect);
      if (rows.next()) (void)read_record<Sample>(rows, 1);
    });
  };
  EXPECT_THROW(spoil_and_read("colour = 'green'"), DatabaseError);
  EXPECT_THROW(spoil_and_read("colour = 'red', made_on = 'tomorrow'"), DatabaseError);
  EXPECT_NO_THROW(spoil_and_read("made_on = '2026-11-21'"));
}

}  // namespace
}  // namespace homeport::db
