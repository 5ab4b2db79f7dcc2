// Looking after the data from the terminal: what is copied comes back, and nothing is made out of nothing.

#include <cstdlib>
#include <fstream>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "cli/application.hpp"
#include "cli/commands.hpp"

namespace homeport::cli {
namespace {

const db::Sql kCountStaff{"SELECT count(*) FROM staff"};

class care : public testing::Test {
 protected:
  // The shop everybody gets a copy of; making it takes seconds.
  static void SetUpTestSuite() {
    std::string name = testing::TempDir() + "homeport-care-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    shop() = name;
    DemoOptions options;
    options.data.folder = shop() / "shop";
    options.customers = 12;
    options.days = 3;
    ASSERT_EQ(quietly([&] { return demo(options); }), 0);
  }
  static void TearDownTestSuite() { std::filesystem::remove_all(shop()); }

  void SetUp() override {
    root_ = shop() / testing::UnitTest::GetInstance()->current_test_info()->name();
    data_.folder = root_ / "data";
    std::filesystem::create_directories(root_);
    std::filesystem::copy(shop() / "shop", data_.folder);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  static std::filesystem::path& shop() {
    static std::filesystem::path folder;
    return folder;
  }

  // What a command says, which is not what is tested.
  template <class Command>
  static int quietly(Command command) {
    testing::internal::CaptureStdout();
    int status = -1;
    try {
      status = command();
    } catch (...) {
      testing::internal::GetCapturedStdout();
      throw;
    }
    testing::internal::GetCapturedStdout();
    return status;
  }
  template <class Command>
  static std::string complaint_of(Command command) {
    try {
      quietly(command);
    } catch (const std::exception& error) {
      return error.what();
    }
    return "none";
  }

  static std::int64_t staff_in(const DataOptions& data) {
    const SystemClock clock;
    Application application(data, clock);
    return application.database().read([](db::Transaction& tx) {
      auto rows = tx.query(kCountStaff);
      EXPECT_TRUE(rows.next());
      return rows.integer(0);
    });
  }

  static void scratch(const std::filesystem::path& file) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(5000);
    stream << "scratched";
    ASSERT_TRUE(stream.good());
  }

  DataOptions elsewhere(const char* name) const {
    DataOptions other = data_;
    other.folder = root_ / name;
    return other;
  }

  std::filesystem::path root_;
  DataOptions data_;
};

TEST_F(care, a_backup_comes_back_with_all_promises_held) {
  const auto copy = root_ / "copy";
  const auto there = elsewhere("there");
  EXPECT_EQ(quietly([&] { return backup(data_, copy); }), 0);
  EXPECT_EQ(quietly([&] { return restore(there, copy, false); }), 0);
  EXPECT_GT(staff_in(there), 0);
  EXPECT_EQ(staff_in(there), staff_in(data_));
  EXPECT_EQ(quietly([&] { return verify(there); }), 0);
}

TEST_F(care, a_restore_that_was_interrupted_can_be_run_again) {
  const auto copy = root_ / "copy";
  const auto there = elsewhere("there");
  ASSERT_EQ(quietly([&] { return backup(data_, copy); }), 0);
  std::filesystem::create_directories(there.folder);
  std::ofstream(there.folder / "sealing.key") << "half";
  std::ofstream(there.folder / "homeport.db.unfinished") << "half";
  EXPECT_EQ(quietly([&] { return restore(there, copy, false); }), 0);
  EXPECT_EQ(staff_in(there), staff_in(data_));
}

TEST_F(care, data_in_the_way_is_set_aside_only_when_told) {
  const auto copy = root_ / "copy";
  ASSERT_EQ(quietly([&] { return backup(data_, copy); }), 0);
  EXPECT_NE(complaint_of([&] { return restore(data_, copy, false); }).find("--replace"), std::string::npos);
  EXPECT_EQ(quietly([&] { return restore(data_, copy, true); }), 0);
  std::size_t aside = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root_)) {
    if (entry.path().filename().string().starts_with("data.before-restore-")) ++aside;
  }
  EXPECT_EQ(aside, 1u);
}

TEST_F(care, a_damaged_copy_is_refused_by_the_name_of_its_file) {
  const auto copy = root_ / "copy";
  ASSERT_EQ(quietly([&] { return backup(data_, copy); }), 0);
  scratch(copy / "homeport.db");
  const auto there = elsewhere("there");
  EXPECT_NE(complaint_of([&] { return restore(there, copy, false); }).find("homeport.db was changed"),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(there.folder / "homeport.db"));
}

TEST_F(care, a_copy_is_never_written_over_another) {
  const auto copy = root_ / "copy";
  ASSERT_EQ(quietly([&] { return backup(data_, copy); }), 0);
  EXPECT_NE(complaint_of([&] { return backup(data_, copy); }).find("exists already"), std::string::npos);
}

TEST_F(care, looking_makes_no_data_where_there_is_none) {
  const auto nowhere = elsewhere("nowhere");
  const std::vector<std::function<int()>> commands{
      [&] { return verify(nowhere); },
      [&] { return backup(nowhere, root_ / "copy"); },
      [&] { return reset_password(nowhere, "anybody"); },
  };
  for (const auto& command : commands) {
    EXPECT_NE(complaint_of(command).find("there is no data in"), std::string::npos);
  }
  EXPECT_FALSE(std::filesystem::exists(nowhere.folder));
}

}  // namespace
}  // namespace homeport::cli
