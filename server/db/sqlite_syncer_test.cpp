// Commits made durable beside the writer.

#include "db/sqlite_syncer.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include "db/engines_test.hpp"

namespace homeport::db {
namespace {

// A disk that takes its time, and fails, when told to.
class Disk {
 public:
  [[nodiscard]] SqliteSyncer::Hooks hooks() {
    return {.sync =
                [this](int /*lane*/) {
                  const int number = ++syncs_;
                  if (number == 1) {
                    began_.open();
                    go_.wait_until_open();
                  }
                  if (number == failing_sync) throw DatabaseError("the disk is gone");
                },
            .has_room =
                [this] {
                  ++over_;
                  over_.notify_all();
                },
            .synced = [this](const FinishedBatch& batch) { told_writes_ += static_cast<int>(batch.writes.size()); }};
  }
  void wait_for_first_sync() { began_.wait_until_open(); }
  void go_on() { go_.open(); }
  // `count` syncs are over, whatever came of them.
  void wait_for_syncs_over(int count) const {
    for (int over = over_; over < count; over = over_)
      over_.wait(over);
  }
  static void wait_for_failure(const SqliteSyncer& syncer) {
    while (!syncer.failure())
      std::this_thread::yield();
  }
  [[nodiscard]] int syncs() const { return syncs_; }
  [[nodiscard]] int over() const { return over_; }
  [[nodiscard]] int told_writes() const { return told_writes_; }

  int failing_sync = 0;

 private:
  Gate began_;
  Gate go_;
  std::atomic<int> syncs_{0};
  std::atomic<int> over_{0};
  std::atomic<int> told_writes_{0};
};

// What happened, in order.
class Diary {
 public:
  void note(std::string line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  }
  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

std::string sentence_of(const std::exception_ptr& error) {
  if (!error) return "durable";
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& what) {
    return what.what();
  }
}

FinishedWrite write_of(Diary& diary, const std::string& name, bool is_kept) {
  FinishedWrite write;
  write.is_kept = is_kept;
  write.job.done = [&diary, name](const std::exception_ptr& error) { diary.note(name + ": " + sentence_of(error)); };
  write.actions.emplace_back([&diary, name] { diary.note(name + " acts"); });
  return write;
}

FinishedBatch batch_of(FinishedWrite write) {
  FinishedBatch batch;
  batch.writes.push_back(std::move(write));
  return batch;
}

using Lines = std::vector<std::string>;

TEST(sqlite_syncer, tells_nobody_before_the_disk_has_it_and_everybody_in_order) {
  Disk disk;
  Diary diary;
  {
    SqliteSyncer syncer(disk.hooks());
    EXPECT_TRUE(syncer.has_room());
    syncer.hand_over(batch_of(write_of(diary, "first", true)));
    disk.wait_for_first_sync();
    syncer.hand_over(batch_of(write_of(diary, "refused", false)));
    EXPECT_EQ(diary.lines(), Lines{});
    disk.go_on();
  }
  EXPECT_EQ(diary.lines(), (Lines{"first acts", "first: durable", "refused: durable"}));
  EXPECT_EQ(disk.syncs(), 1) << "what was refused needs no sync of its own";
  EXPECT_EQ(disk.over(), 2);
  EXPECT_EQ(disk.told_writes(), 2);
}

TEST(sqlite_syncer, fails_for_good_when_the_disk_fails_once) {
  Disk disk;
  disk.failing_sync = 1;
  Diary diary;
  {
    SqliteSyncer syncer(disk.hooks());
    syncer.hand_over(batch_of(write_of(diary, "first", true)));
    disk.wait_for_first_sync();
    // The disk takes this one in; that the first is lost can't be mended by that.
    syncer.hand_over(batch_of(write_of(diary, "second", true)));
    disk.go_on();
    disk.wait_for_failure(syncer);
    syncer.hand_over(batch_of(write_of(diary, "refused", false)));
    syncer.hand_over(batch_of(write_of(diary, "last", true)));
    EXPECT_EQ(sentence_of(syncer.failure()), "the disk is gone");
  }
  EXPECT_EQ(diary.lines(), (Lines{"first: the disk is gone", "second: the disk is gone", "refused: the disk is gone",
                                  "last: the disk is gone"}));
  EXPECT_LE(disk.syncs(), 2) << "asking again would be believing the system's second answer";
}

TEST(sqlite_syncer, syncs_some_at_once_and_keeps_their_order) {
  Disk disk;
  Diary diary;
  {
    SqliteSyncer syncer(disk.hooks());
    syncer.hand_over(batch_of(write_of(diary, "batch 0", true)));
    disk.wait_for_first_sync();
    for (int i = 1; i <= 20; ++i) {
      EXPECT_TRUE(syncer.has_room()) << "the first keeps one thread busy, the others are free or will be";
      syncer.hand_over(batch_of(write_of(diary, "batch " + std::to_string(i), true)));
      disk.wait_for_syncs_over(i);
    }
    EXPECT_EQ(disk.syncs(), 21);
    EXPECT_EQ(diary.lines(), Lines{}) << "nobody is told before the first";
    disk.go_on();
  }
  Lines expected;
  for (int i = 0; i <= 20; ++i) {
    expected.push_back("batch " + std::to_string(i) + " acts");
    expected.push_back("batch " + std::to_string(i) + ": durable");
  }
  EXPECT_EQ(diary.lines(), expected);
}

TEST(sqlite_syncer, a_later_failure_costs_none_that_came_before) {
  Disk disk;
  disk.failing_sync = 2;
  Diary diary;
  {
    SqliteSyncer syncer(disk.hooks());
    syncer.hand_over(batch_of(write_of(diary, "first", true)));
    disk.wait_for_first_sync();
    syncer.hand_over(batch_of(write_of(diary, "second", true)));
    disk.wait_for_failure(syncer);
    disk.go_on();
  }
  EXPECT_EQ(diary.lines(), (Lines{"first acts", "first: durable", "second: the disk is gone"}));
}

TEST(sqlite_syncer, hands_out_the_error_of_a_commit_without_a_sync) {
  Disk disk;
  disk.go_on();
  Diary diary;
  {
    SqliteSyncer syncer(disk.hooks());
    auto batch = batch_of(write_of(diary, "first", true));
    batch.error = std::make_exception_ptr(DatabaseError("no room"));
    syncer.hand_over(std::move(batch));
    syncer.hand_over(batch_of(write_of(diary, "second", true)));
  }
  EXPECT_EQ(diary.lines(), (Lines{"first: no room", "second acts", "second: durable"}));
}

TEST(sqlite_syncer, says_which_log_cannot_be_synced) {
  const ScratchFolder folder;
  LogSync sync(folder.path() / "shop.homeport-wal");
  try {
    sync();
    FAIL() << "there is no such file";
  } catch (const DatabaseError& error) {
    EXPECT_NE(std::string(error.what()).find("shop.homeport-wal"), std::string::npos) << error.what();
  }
  std::ofstream(folder.path() / "shop.homeport-wal") << "frames";
  sync();
  sync();
}

}  // namespace
}  // namespace homeport::db
