#include "rules/said_off.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

using status::LogLine;
using testing::ElementsAre;
using testing::IsEmpty;

// Every line has ten bytes.
std::vector<LogLine> log_of(std::vector<LogLine> lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].begin = 10 * i;
  return lines;
}
LogLine off(const std::string& check) {
  return {LogLine::Kind::request, check, true};
}
LogLine on(const std::string& check) {
  return {LogLine::Kind::request, check, false};
}
LogLine done(const std::string& check) {
  return {LogLine::Kind::plain, check};
}
const LogLine kAwakened{LogLine::Kind::plain, ""};
const LogLine kOutput{LogLine::Kind::other, ""};

SaidOff said(std::vector<LogLine> lines, const std::vector<LogStretch>& ours = {}) {
  return said_off(log_of(std::move(lines)), 100, ours, {"a", "b"});
}

TEST(SaidOff, IsWhatSomebodyElseHasAskedFor) {
  EXPECT_THAT(said({off("a"), kAwakened, done("a")}).certain, ElementsAre("a"));
  EXPECT_THAT(said({off("A")}).certain, ElementsAre("A"));
}

TEST(SaidOff, IsNotWhatWeHaveAskedFor) {
  EXPECT_THAT(said({off("a"), off("b")}, {{100, 110}}).certain, ElementsAre("b"));
  EXPECT_THAT(said({off("a"), off("b")}, {{90, 100}, {110, 120}}).certain, ElementsAre("a"));
  EXPECT_THAT(said({off("a"), off("b")}, {{100, -1}}).certain, IsEmpty());
}

TEST(SaidOff, IsTheLastWord) {
  EXPECT_THAT(said({off("a"), on("a")}).certain, IsEmpty());
  EXPECT_THAT(said({on("a"), off("a")}).certain, ElementsAre("a"));
  EXPECT_THAT(said({off("a"), on("a")}, {{110, 120}}).certain, ElementsAre("a"));
}

TEST(SaidOff, IsOnlyPerhapsSaidAfterATextOfSomebodyElse) {
  const SaidOff after = said({kOutput, off("a")});
  EXPECT_THAT(after.certain, IsEmpty());
  EXPECT_THAT(after.perhaps, ElementsAre("a"));
  EXPECT_THAT(said({off("a"), kOutput}).certain, ElementsAre("a"));
}

TEST(SaidOff, CannotBeTakenBackForCertainByATextOfSomebodyElse) {
  const SaidOff taken_back = said({off("a"), kOutput, on("a")});
  EXPECT_THAT(taken_back.certain, IsEmpty());
  EXPECT_THAT(taken_back.perhaps, ElementsAre("a"));
}

TEST(SaidOff, KnowsNothingOfALineAboutACheckThatMonitDoesNotHave) {
  const SaidOff after = said({off("c"), off("a")});
  EXPECT_THAT(after.certain, IsEmpty());
  EXPECT_THAT(after.perhaps, ElementsAre("a"));
}

}  // namespace
}  // namespace pkgmap::rules
