// Calls of update-alternatives(1) in maintainer scripts and scriptlets.
#include "parsers/alternatives/offers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::alternatives {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> told(std::string_view script) {
  std::vector<std::string> lines;
  for (const Offer& offer : offers_in(script)) {
    lines.push_back(offer.link + " -> " + offer.path + " of " + offer.leader + " by " +
                    offer.leader_path + " " + std::to_string(offer.priority));
  }
  return lines;
}

TEST(Offers, AreThoseOfDebhelper) {
  EXPECT_THAT(
      told("#!/bin/sh\nset -e\nif [ \"$1\" = configure ]; then\n"
           "\tupdate-alternatives --install /usr/bin/editor editor /usr/bin/vim.basic 30 \\\n"
           "\t    --slave /usr/share/man/editor.1.gz editor.1.gz /usr/share/man/vim.1.gz\nfi\n"
           "update-alternatives --install /usr/bin/ex ex /usr/bin/vim.basic -30\n"),
      ElementsAre("/usr/bin/editor -> /usr/bin/vim.basic of editor by /usr/bin/vim.basic 30",
                  "/usr/share/man/editor.1.gz -> /usr/share/man/vim.1.gz of editor by "
                  "/usr/bin/vim.basic 30",
                  "/usr/bin/ex -> /usr/bin/vim.basic of ex by /usr/bin/vim.basic -30"));
}

TEST(Offers, MayHaveAnotherForm) {
  const auto one = ElementsAre("/l -> /p of n by /p 5");
  for (const char* script : {
           "update-alternatives --quiet --install /l n /p 5",
           "  /usr/sbin/alternatives --install /l n /p 5 || :\n",
           "update-alternatives\\\n --install /l n \\\n /p 5 --family x\n",
           "true && update-alternatives --install \"/l\" 'n' /p 5; false\n",
           "[ -x /p ] && (update-alternatives --install /l n /p 5)\n",
           "if update-alternatives --install /l n /p 5; then :; fi\n",
       }) {
    EXPECT_THAT(told(script), one) << script;
  }
  EXPECT_THAT(told("alternatives --install /l n /p 5 --follower /f m /q\n"), SizeIs(2));
}

TEST(Offers, OfWordsThatTheShellMakesAreNone) {
  for (const char* script : {
           "",
           "update-alternatives",
           "update-alternatives --install",
           "--install /l n /p 5",
           "update-alternatives --install /l n /p",
           "update-alternatives --install /l n /p x",
           "update-alternatives --install /l n /p $prio",
           "for i in a b; do update-alternatives --install /usr/bin/$i $i /p/$i 5; done",
           "update-alternatives --install l n /p 5",
           "update-alternatives --install /l a/b /p 5",
           "update-alternatives --install /l n p 5",
           "update-alternatives --install /l n \"/p 5\"",
           "# update-alternatives --install /l n /p 5\n",
           "update-alternatives --remove n /p\n--install /l n /p 5",
           "update-alternatives --install /l n `echo /p` 5",
           "update-alternatives --install /l n /p 5x",
           "update-alternatives --install /l n /p 99999999999999999999",
       }) {
    EXPECT_THAT(told(script), IsEmpty()) << script;
  }
}

TEST(Offers, AreBounded) {
  std::string script;
  for (int i = 0; i < 3000; ++i) script += "update-alternatives --install /l n /p 5\n";
  EXPECT_THAT(offers_in(script), SizeIs(kMostOffers));
  std::string line = "update-alternatives --install /l n /p 5";
  for (int i = 0; i < 3000; ++i) line += " --slave /l n /p";
  EXPECT_THAT(offers_in(line), SizeIs(kMostOffers));
}

}  // namespace
}  // namespace pkgmap::alternatives
