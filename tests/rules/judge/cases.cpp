#include "tests/rules/judge/cases.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules::cases {
namespace {

void fail(const std::string& word) {
  ADD_FAILURE() << "no such word: " << word;
}

}  // namespace

Digests sum_of(const std::string& content) {
  return {{Algorithm::md5, "5" + content}};
}

Digests sums_of(const std::string& content) {
  return {{Algorithm::md5, "5" + content}, {Algorithm::sha256, "256" + content}};
}

FileFacts file() {
  FileFacts facts;
  facts.check = "agent";
  facts.path = "/opt/app/agent";
  facts.shown = {ShownBaseline::Kind::shown, sum_of("good")};
  facts.present.kind = PresentFile::Kind::content;
  facts.present.digests = sums_of("good");
  facts.present.identity = {1, 2, 3, (kIncarnation + 5) * kSecond};
  facts.present.names = {facts.path};
  facts.present.uid = 1000;
  facts.present.mode = 0644;
  facts.present.directories = {
      {"/", 0, 0755, 0}, {"/opt", 0, 0755, 1000}, {"/opt/app", 1000, 0755, 1000}};
  ContentRecord record;
  record.check = facts.check;
  record.path = facts.path;
  record.digests = sums_of("good");
  record.identity = {1, 2, 3, (kIncarnation - 100) * kSecond};
  record.when = (kIncarnation + 1) * 1'000'000;
  record.incarnation = kIncarnation;
  facts.record = record;
  return facts;
}

void stands(FileFacts& facts, const std::string& what) {
  PresentFile& present = facts.present;
  present.digests.clear();
  if (what == "missing") {
    present = {};
  } else if (what == "unreadable") {
    present.kind = PresentFile::Kind::unreadable;
  } else if (what == "too-large") {
    present.kind = PresentFile::Kind::too_large;
  } else if (what == "good" || what == "other") {
    present.digests = sums_of(what);
  } else {
    fail(what);
  }
}

void shows(FileFacts& facts, const std::string& what) {
  if (what == "good" || what == "third") {
    facts.shown = {ShownBaseline::Kind::shown, sum_of(what)};
  } else if (what == "present") {
    facts.shown = {ShownBaseline::Kind::shown,
                   {{Algorithm::md5, sum_by(facts.present.digests, Algorithm::md5)}}};
    if (!is_known(facts.present.digests)) facts.shown.digests = sum_of("other");
  } else if (what == "hidden") {
    facts.shown = {ShownBaseline::Kind::hidden, {}};
  } else if (what == "never") {
    facts.shown = {ShownBaseline::Kind::never, {}};
  } else {
    fail(what);
  }
}

void owned_by(FileFacts& facts, JudgeTerms& terms, const std::string& who) {
  facts.packaging = {};
  if (who == "nobody") return;
  facts.packaging.owner = "app-1-1.noarch";
  if (who == "ghost") return;
  HeaderWord word{"app-1-1.noarch",
                  {Algorithm::sha256, sum_by(facts.present.digests, Algorithm::sha256)}};
  word.proved = true;
  if (who == "another") {
    word.digest.value = "256shipped";
  } else if (who == "unverified") {
    word.proved = false;
    terms.require_signature = true;
  } else if (who == "link") {
    facts.present.links = {{"/opt/app/agent", "/usr/share/plain/text"}};
  } else if (who != "package") {
    fail(who);
  }
  facts.packaging.words = {word};
}

JudgeTerms terms_of(const std::string& policy) {
  JudgeTerms terms;
  terms.incarnation = kIncarnation;
  terms.can_substitute = policy != "no-include";
  if (policy == "refuse") terms.drift = OnDrift::refuse;
  if (policy == "accept") terms.drift = OnDrift::accept;
  return terms;
}

std::string text_of(const FileVerdict& verdict) {
  std::string text = name_of(verdict.standing);
  if (verdict.new_baseline) text += " new";
  if (verdict.alarm == AlarmFate::begins) text += " alarm";
  if (verdict.alarm == AlarmFate::goes_on) text += " on";
  if (verdict.alarm == AlarmFate::ends) text += " end";
  if (verdict.due) text += " reload";
  if (verdict.vetoes) text += " veto";
  const bool told = verdict.drift && !verdict.vetoes && verdict.alarm == AlarmFate::none;
  if (told) text += " tell";
  return text;
}

void make_roots(PresentFile& file) {
  for (DirectoryOnWay& directory : file.directories) {
    directory.uid = 0;
    directory.mode = 0755;
  }
}

}  // namespace pkgmap::rules::cases
