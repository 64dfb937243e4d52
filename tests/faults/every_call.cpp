#include "tests/faults/every_call.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>

#include <gtest/gtest.h>

namespace pkgmap::test {
namespace {

using faults::Effect;

const char* name_of(Effect effect) {
  static constexpr std::array<const char*, 9> kNames = {
      "none", "ENOSPC", "EIO", "EINTR", "EMFILE", "ENOMEM", "short", "dead before", "dead after"};
  return kNames[static_cast<std::size_t>(effect)];
}

int error_of(Effect effect) {
  switch (effect) {
    case Effect::no_space:
      return ENOSPC;
    case Effect::input_output:
      return EIO;
    case Effect::interrupted:
      return EINTR;
    case Effect::no_descriptor:
      return EMFILE;
    case Effect::no_memory:
      return ENOMEM;
    default:
      return 0;
  }
}

std::map<Effect, long>& faults_so_far() {
  static std::map<Effect, long> all;
  return all;
}

class Printer : public testing::Environment {
 public:
  void TearDown() override {
    long sum = 0;
    std::string kinds;
    for (const auto& [effect, count] : faults_so_far()) {
      sum += count;
      kinds += std::string(" ") + name_of(effect) + " " + std::to_string(count);
    }
    std::printf("%ld faults:%s\n", sum, kinds.c_str());
  }
};

const testing::Environment* const kPrinter = testing::AddGlobalTestEnvironment(new Printer);

}  // namespace

void Try::dies(const std::function<void()>& act) const {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    faults_arm(effect_, number_);
    act();
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  hit_ = WIFSIGNALED(status) ? "a call" : nullptr;
  EXPECT_TRUE(hit_ ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0) << status;
}

void every_call(Effect effect, const std::function<void(const Try&)>& repeat) {
  for (long number = 1;; ++number) {
    const Try one(effect, number);
    SCOPED_TRACE(std::string(name_of(effect)) + " at call " + std::to_string(number));
    const bool failed_before = testing::Test::HasFailure();
    repeat(one);
    if (!failed_before && testing::Test::HasFailure()) {
      ADD_FAILURE() << "by " << (one.hit() ? one.hit() : "no call");
    }
    if (!one.hit()) return;
    ++faults_so_far()[effect];
  }
}

void every_death(const std::function<void(const Try&)>& repeat) {
  const long before = faults_so_far()[Effect::dies_before];
  every_call(Effect::dies_before, repeat);
  every_call(Effect::dies_after, repeat);
  EXPECT_GT(faults_so_far()[Effect::dies_before], before) << "the act changes no file";
}

std::string reason_of(Effect effect) {
  return std::strerror(error_of(effect));
}

}  // namespace pkgmap::test
