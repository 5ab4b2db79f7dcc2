#include "base/log.hpp"

#include <array>
#include <filesystem>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/time.hpp"
#include "support/shared_data.hpp"

namespace homeport {
namespace {

// Catches the lines written while it lives.
class Caught {
 public:
  Caught() {
    log::write_to([this](std::string_view line) { lines_.emplace_back(line); });
  }
  ~Caught() {
    log::write_to(nullptr);
    log::set_level(log::Level::info);
  }
  Caught(const Caught&) = delete;
  Caught& operator=(const Caught&) = delete;

  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
  [[nodiscard]] boost::json::object last() const { return boost::json::parse(lines_.back()).as_object(); }

 private:
  std::vector<std::string> lines_;
};

TEST(log, a_line_is_one_json_object_with_its_fields) {
  const Caught caught;
  log::info("sales.completed", {{"sale_id", std::int64_t{7}}, {"store", "静安"}, {"rebate", false}, {"count", 3U}});
  const auto line = caught.last();
  EXPECT_EQ(line.at("level"), "info");
  EXPECT_EQ(line.at("event"), "sales.completed");
  EXPECT_EQ(line.at("sale_id"), 7);
  EXPECT_EQ(line.at("store"), "静安");
  EXPECT_EQ(line.at("rebate"), false);
  EXPECT_EQ(line.at("count"), 3);
  EXPECT_FALSE(line.contains("request_id"));
  EXPECT_TRUE(parse_rfc3339(line.at("time").as_string()));
}

TEST(log, any_bytes_make_valid_json) {
  const Caught caught;
  for (const std::string_view text :
       {std::string_view("quote \" backslash \\ \r\n\t"), std::string_view("\0\x01\x1f\x7f", 4),
        std::string_view("broken \xff\xe7\x8e"), std::string_view("{\"fake\":1}\n{\"level\":\"error\"}")}) {
    log::info(text, {{text, text}});
    EXPECT_EQ(caught.lines().back().find('\n'), std::string::npos);
    if (text.find('\xff') == std::string_view::npos) {
      EXPECT_EQ(caught.last().at("event"), boost::json::string(text));
    } else {
      EXPECT_EQ(caught.last().at("event"), "broken \\xff\\xe7\\x8e");
    }
  }
  log::info("limits", {{"least", std::numeric_limits<std::int64_t>::min()}});
  EXPECT_EQ(caught.last().at("least"), std::numeric_limits<std::int64_t>::min());
}

TEST(log, long_text_is_cut_at_a_character) {
  const Caught caught;
  std::string text;
  while (text.size() <= log::kMostTextBytes) {
    text += "明";
  }
  log::info("long", {{"text", text}});
  const std::string shown(caught.last().at("text").as_string());
  EXPECT_LE(shown.size(), log::kMostTextBytes + 3);
  EXPECT_TRUE(shown.ends_with("明…"));
}

TEST(log, phones_cards_and_codes_are_masked_and_secrets_never_written) {
  const Caught caught;
  log::info("customers.found", {{"phone", "+86 138-1234-5678"},
                                {"card_number", "6000000000004439"},
                                {"code", std::int64_t{6900000012}},
                                {"status_code", 404},
                                {"note", "13812345678"},
                                {"password", "hunter2"},
                                {"session_token", "abc"},
                                {"totp_secret", std::int64_t{12}}});
  const auto line = caught.last();
  EXPECT_EQ(line.at("phone"), "+86 1**-****-5678");
  EXPECT_EQ(line.at("card_number"), "600*********4439");
  EXPECT_EQ(line.at("code"), "********12");
  EXPECT_EQ(line.at("status_code"), 404);
  EXPECT_EQ(line.at("note"), "13812345678");
  EXPECT_EQ(line.at("password"), "[hidden]");
  EXPECT_EQ(line.at("session_token"), "[hidden]");
  EXPECT_EQ(line.at("totp_secret"), "[hidden]");
}

TEST(log, digit_runs_are_masked_from_seven_on) {
  struct Case {
    std::string_view text;
    std::string_view masked;
  };
  constexpr std::array kCases{
      Case{"", ""},
      Case{"123456", "123456"},
      Case{"1234567", "*****67"},
      Case{"1234567890", "********90"},
      Case{"13812345678", "138****5678"},
      Case{"a13812345678b123c", "a138****5678b123c"},
      Case{"138 1234 5678", "138 **** 5678"},
      Case{"138  1234  5678", "138  1234  5678"},
      Case{"12-34-56", "12-34-56"},
      Case{"12-34-567", "**-**-*67"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(log::mask_digit_runs(c.text), c.masked);
  }
}

TEST(log, below_the_level_nothing_is_written) {
  const Caught caught;
  log::debug("unheard");
  EXPECT_TRUE(caught.lines().empty());
  EXPECT_TRUE(log::set_level("debug"));
  log::debug("heard");
  EXPECT_TRUE(log::set_level("error"));
  log::warning("unheard");
  log::error("heard");
  EXPECT_TRUE(log::set_level("off"));
  log::error("unheard");
  EXPECT_FALSE(log::set_level("loud"));
  EXPECT_EQ(caught.lines().size(), 2U);
}

TEST(log, lines_within_a_request_carry_its_id) {
  const Caught caught;
  {
    const log::RequestScope outer("r-1");
    {
      const log::RequestScope inner("r-2");
      log::info("a");
      EXPECT_EQ(caught.last().at("request_id"), "r-2");
      std::thread([] { log::info("elsewhere"); }).join();
      EXPECT_FALSE(caught.last().contains("request_id"));
    }
    log::info("b");
    EXPECT_EQ(caught.last().at("request_id"), "r-1");
  }
  log::info("c");
  EXPECT_FALSE(caught.last().contains("request_id"));
}

TEST(log, a_failing_sink_stops_nobody) {
  log::write_to([](std::string_view) { throw std::runtime_error("disk full"); });
  log::error("lost");
  log::write_to(nullptr);
}

TEST(log, lines_go_to_a_file_when_told_and_a_bad_path_is_refused) {
  const auto file = std::filesystem::path(testing::TempDir()) / "homeport_log_test.log";
  std::filesystem::remove(file);
  EXPECT_FALSE(log::write_to_file("/proc/no/such/folder/x.log", 1'000'000, 2));
  ASSERT_TRUE(log::write_to_file(file.string(), 1'000'000, 2));
  log::info("written", {{"number", 1}});
  log::flush();
  log::write_to(nullptr);
  const std::string text = support::read_file(file);
  EXPECT_TRUE(text.ends_with("\n"));
  EXPECT_EQ(boost::json::parse(text.substr(0, text.size() - 1)).at("number"), 1);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace homeport
