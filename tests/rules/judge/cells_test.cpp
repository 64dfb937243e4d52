// The judge gives the answer of every cell of cells.txt: present content x baseline x owner x
// policy.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/rules/judge/cases.hpp"

namespace pkgmap::rules {
namespace {

using CellWords = std::vector<std::string>;

const CellWords kCellStands = {"good", "other", "missing", "unreadable", "too-large"};
const CellWords kCellShows = {"good", "present", "third", "hidden", "never"};
const CellWords kCellOwners = {"nobody", "package", "another", "unverified", "link", "ghost"};
const CellWords kCellPolicies = {"carry", "no-include", "refuse", "accept"};

std::string without_blanks(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

CellWords cells_in(const std::string& text, char at) {
  CellWords words;
  std::istringstream from(text);
  for (std::string word; std::getline(from, word, at);) words.push_back(without_blanks(word));
  return words;
}

CellWords owners_in(const std::string& text) {
  if (text == "any") return kCellOwners;
  if (text != "all but package") return cells_in(text, ',');
  CellWords others = kCellOwners;
  std::erase(others, "package");
  return others;
}

struct CellRow {
  bool noted = false;
  std::string stands;
  std::string shows;
  CellWords owners;
  CellWords answers;  // One answer for each policy.
};

std::vector<CellRow> cell_rows() {
  std::ifstream file(std::string(PKGMAP_SOURCE_DIR) + "/tests/rules/judge/cells.txt");
  std::vector<CellRow> rows;
  bool noted = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('[')) noted = line.find("before") != std::string::npos;
    const CellWords cells = cells_in(line, '|');
    if (cells.size() != 3 + kCellPolicies.size() || cells[0] == "stands") continue;
    CellRow row{noted, cells[0], cells[1], owners_in(cells[2]), {}};
    for (std::size_t at = 3; at < cells.size(); ++at) {
      row.answers.push_back(cells[at] == "=" ? row.answers.back() : cells[at]);
    }
    rows.push_back(row);
  }
  return rows;
}

std::string answer_in_cell(const CellRow& row, const std::string& owner,
                           const std::string& policy) {
  FileFacts facts = cases::file();
  JudgeTerms terms = cases::terms_of(policy);
  if (!row.noted) facts.record.reset();
  cases::stands(facts, row.stands);
  cases::shows(facts, row.shows);
  cases::owned_by(facts, terms, owner);
  return cases::text_of(judge(facts, terms));
}

std::string name_of_cell(const CellRow& row, const std::string& owner, const std::string& policy) {
  return std::string(row.noted ? "noted" : "new") + ", stands " + row.stands + ", monit shows " +
         row.shows + ", owner " + owner + ", " + policy;
}

TEST(Judge, AnswersEveryCell) {
  for (const CellRow& row : cell_rows()) {
    for (const std::string& owner : row.owners) {
      for (std::size_t at = 0; at < kCellPolicies.size(); ++at) {
        EXPECT_EQ(answer_in_cell(row, owner, kCellPolicies[at]), row.answers[at])
            << name_of_cell(row, owner, kCellPolicies[at]);
      }
    }
  }
}

// Whether the table has such rows. Without a record, only monit says whether a content is good.
bool has_cells(bool noted, const std::string& stands, const std::string& shows) {
  if (stands != "good") return true;
  return noted ? shows != "present" : shows == "good";
}

TEST(Judge, NoCellIsMissing) {
  std::set<std::string> named;
  for (const CellRow& row : cell_rows()) {
    for (const std::string& owner : row.owners) named.insert(name_of_cell(row, owner, ""));
  }
  std::size_t cells = 0;
  for (const bool noted : {true, false}) {
    for (const std::string& stands : kCellStands) {
      for (const std::string& shows : kCellShows) {
        if (!has_cells(noted, stands, shows)) continue;
        for (const std::string& owner : kCellOwners) {
          const CellRow row{noted, stands, shows, {}, {}};
          EXPECT_TRUE(named.contains(name_of_cell(row, owner, ""))) << name_of_cell(row, owner, "");
          ++cells;
        }
      }
    }
  }
  EXPECT_EQ(named.size(), cells);
}

}  // namespace
}  // namespace pkgmap::rules
