// What /proc says of processes.
#include "engine/system/process/proc.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

constexpr const char* kRest =
    " S 1 42 43 34816 42 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654321 100 200 184467440737095516\n";

TEST(ProcStat, ReadsNamesWithBlanksAndParentheses) {
  for (const char* comm : {"monit", "a b", ") S 1", "((", "", "a)b(c"}) {
    const auto facts = parse_proc_stat("7 (" + std::string(comm) + ")" + kRest);
    ASSERT_TRUE(facts) << comm;
    EXPECT_EQ(facts->pid, 7);
    EXPECT_EQ(facts->comm, comm);
    EXPECT_EQ(facts->state, 'S');
    EXPECT_EQ(facts->ppid, 1);
    EXPECT_EQ(facts->process_group, 42);
    EXPECT_EQ(facts->session, 43);
    EXPECT_EQ(facts->start_time, 987654321U);
  }
}

TEST(ProcStat, IsNotReadFromATextThatBreaksOff) {
  const std::string text = std::string("7 (monit)") + kRest;
  const std::size_t end = text.find("987654321");
  for (std::size_t length = 0; length < end; ++length) {
    EXPECT_FALSE(parse_proc_stat(text.substr(0, length))) << length;
  }
  EXPECT_FALSE(parse_proc_stat("x (monit)" + std::string(kRest)));
  EXPECT_FALSE(parse_proc_stat("7 )monit("));
}

TEST(ProcessFacts, AreThoseOfThisProcess) {
  const auto facts = process_facts(::getpid());
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->pid, ::getpid());
  EXPECT_EQ(facts->ppid, ::getppid());
  EXPECT_EQ(facts->process_group, ::getpgrp());
  EXPECT_EQ(facts->session, ::getsid(0));
  EXPECT_GT(facts->start_time, 0U);
  EXPECT_FALSE(process_facts(0));
  EXPECT_FALSE(process_facts(-1));
}

TEST(SameProcess, IsToldByTheStartTime) {
  const auto facts = process_facts(::getpid());
  ASSERT_TRUE(facts);
  EXPECT_TRUE(same_process(::getpid(), facts->start_time));
  EXPECT_FALSE(same_process(::getpid(), facts->start_time + 1));
}

TEST(SameProcess, IsNotAZombie) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  siginfo_t info{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT), 0);
  const auto facts = process_facts(child);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->state, 'Z');
  EXPECT_FALSE(same_process(child, facts->start_time));
  EXPECT_THAT(children_of(::getpid()), testing::Not(testing::Contains(child)));
  ::waitpid(child, nullptr, 0);
}

TEST(ChildrenOf, AreTheProcessesThatItStarted) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::pause();
    ::_exit(0);
  }
  EXPECT_THAT(children_of(::getpid()), testing::Contains(child));
  EXPECT_THAT(all_pids(), testing::Contains(child));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST(Proc, TellsCommandLineExecutableAndDirectory) {
  const auto line = command_line(::getpid());
  ASSERT_FALSE(line.empty());
  EXPECT_THAT(line.front(), testing::HasSubstr("engine_test"));
  EXPECT_THAT(executable_of(::getpid()), testing::EndsWith("/engine_test"));
  EXPECT_THAT(working_directory_of(::getpid()), testing::StartsWith("/"));
  EXPECT_TRUE(command_line(0).empty());
}

struct DeletedRow {
  const char* link;
  bool exists;
  const char* path;
};

class DeletedPrograms : public ::testing::TestWithParam<DeletedRow> {};

TEST_P(DeletedPrograms, KeepTheNameTheyHadWhenTheyWereStarted) {
  EXPECT_EQ(without_deleted(GetParam().link, GetParam().exists), GetParam().path);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DeletedPrograms,
    ::testing::Values(
        DeletedRow{"/usr/sbin/a", true, "/usr/sbin/a"},
        DeletedRow{"/usr/sbin/a (deleted)", false, "/usr/sbin/a"},
        DeletedRow{"/usr/sbin/a (deleted)", true, "/usr/sbin/a (deleted)"},
        DeletedRow{"/usr/sbin/a;5f3e2a1b (deleted)", false, "/usr/sbin/a"},
        DeletedRow{"/usr/sbin/a;zzzzzzzz (deleted)", false, "/usr/sbin/a;zzzzzzzz"},
        DeletedRow{"/usr/lib/a.so.#prelink#.x1Y2z3 (deleted)", false, "/usr/lib/a.so"},
        DeletedRow{"/usr/lib/a.so.#prelink#.x1Y2z3", false, "/usr/lib/a.so.#prelink#.x1Y2z3"},
        DeletedRow{"/usr/.#prelink#./a (deleted)", false, "/usr/.#prelink#./a"},
        DeletedRow{"", false, ""}));

TEST(Proc, TellsTheBoot) {
  EXPECT_EQ(boot_id().size(), 36U);
  EXPECT_EQ(boot_id(), boot_id());
}

// A tick of the clock lasts less than a second.
TEST(Proc, ASecondOfStartIsThatOfTheWall) {
  const std::int64_t before = ::time(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::pause();
    ::_exit(0);
  }
  const auto facts = process_facts(child);
  const std::int64_t after = ::time(nullptr);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ASSERT_TRUE(facts);
  EXPECT_GE(second_of_start(facts->start_time), before - 1);
  EXPECT_LE(second_of_start(facts->start_time), after);
}

// The owner of /proc/PID is root then.
TEST(Proc, UsersAreThoseOfTheProcessThoughItIsNotDumpable) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become somebody else";
  constexpr unsigned kNobody = 65534;
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool changed = ::setresuid(kNobody, kNobody, kNobody) == 0;
    ::prctl(PR_SET_DUMPABLE, 0);
    if (!changed || ::write(ends[1], "x", 1) != 1) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  char ready = 0;
  ASSERT_EQ(::read(ends[0], &ready, 1), 1);
  const auto users = users_of(child);
  EXPECT_FALSE(is_of_root_alone(child));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (const int end : ends) ::close(end);
  ASSERT_TRUE(users);
  EXPECT_EQ(users->effective, kNobody);
  EXPECT_TRUE(is_of_root_alone(::getpid()));
}

}  // namespace
}  // namespace pkgmap
