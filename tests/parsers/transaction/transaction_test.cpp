// Which transactions are accepted, and the words in which the others are refused.
#include "parsers/transaction/transaction.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(Transaction, ReadsWhatAHookSends) {
  std::string error;
  const auto transaction = parse_transaction(R"({"schema":1,"manager":"dnf4","pid":4711,"items":[
    {"action":"upgrade","name":"a","epoch":0,"version":"2","release":"1","arch":"x86_64","rpm":"/a.rpm","dbid":null},
    {"action":"remove","name":"a","epoch":"0","version":"1","release":"1","arch":"x86_64","rpm":null,"dbid":17}]})",
                                             error);
  ASSERT_TRUE(transaction) << error;
  EXPECT_EQ(transaction->manager, "dnf4");
  EXPECT_EQ(transaction->pid, 4711);
  ASSERT_EQ(transaction->items.size(), 2U);
  EXPECT_TRUE(transaction->items[0].incoming());
  EXPECT_EQ(transaction->items[0].package.epoch, "0");
  EXPECT_EQ(transaction->items[0].package_file, "/a.rpm");
  EXPECT_FALSE(transaction->items[1].incoming());
  EXPECT_EQ(transaction->items[1].dbid, 17U);
}

TEST(Transaction, ADebFileMaySayItsNameItself) {
  std::string error;
  const auto transaction = parse_transaction(R"({"schema":1,"manager":"dpkg","items":[
    {"action":"upgrade","deb":"/tmp/a.deb"},
    {"action":"upgrade","name":"b","version":"1:2-3","arch":"all","deb":null}]})",
                                             error);
  ASSERT_TRUE(transaction) << error;
  EXPECT_EQ(transaction->items[0].package.name, "");
  EXPECT_EQ(transaction->items[0].package_file, "/tmp/a.deb");
  EXPECT_TRUE(transaction->items[0].deb);
  EXPECT_FALSE(transaction->items[1].deb);
  EXPECT_FALSE(
      parse_transaction(R"({"schema":1,"items":[{"action":"install","rpm":"/a"}]})", error));
  EXPECT_EQ(error, "an item has no 'name'");
}

TEST(Transaction, ReadsFileListsByteForByte) {
  std::string error;
  const auto transaction = parse_transaction(R"({"schema":1,"pid":7,"series":true,"items":[
    {"action":"install","name":"a","files":[{"in":"/opt/%C3%A4%25/","names":["x%ffy","%22"],"directories":true}]},
    {"action":"remove","name":"b","files":[]}, {"action":"remove","name":"c"}]})",
                                             error);
  ASSERT_TRUE(transaction) << error;
  EXPECT_TRUE(transaction->series);
  ASSERT_TRUE(transaction->items[0].files);
  const FileGroup& group = transaction->items[0].files->at(0);
  EXPECT_EQ(group.directory, "/opt/\xc3\xa4%/");
  EXPECT_EQ(group.names, (std::vector<std::string>{"x\xff"
                                                   "y",
                                                   "\""}));
  EXPECT_TRUE(group.directories);
  EXPECT_FALSE(group.ghosts);
  EXPECT_TRUE(transaction->items[1].files->empty());
  EXPECT_FALSE(transaction->items[2].files);
}

struct TransactionRow {
  const char* name;
  const char* text;
  const char* error;
};

class RefusedTransaction : public ::testing::TestWithParam<TransactionRow> {};

TEST_P(RefusedTransaction, SaysWhatIsWrong) {
  std::string error;
  EXPECT_FALSE(parse_transaction(GetParam().text, error));
  EXPECT_NE(error.find(GetParam().error), std::string::npos) << error;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, RefusedTransaction,
    ::testing::Values(
        TransactionRow{"Empty", "", "the text is empty"},
        TransactionRow{"Blank", " \n", "the text is empty"},
        TransactionRow{"Garbage", "garbage",
                       "the text is not JSON: parse error at line 1, column 1"},
        TransactionRow{"NoItems", R"({"schema":1})", "the list 'items' is missing"},
        TransactionRow{"Array", "[]", "the list 'items' is missing"},
        TransactionRow{"NewerSchema", R"({"schema":2,"items":[]})", "'schema' is not 1"},
        TransactionRow{"NegativePid", R"({"schema":1,"pid":-1,"items":[]})",
                       "'pid' is not a process number"},
        TransactionRow{"UnknownAction", R"({"schema":1,"items":[{"action":"bless","name":"a"}]})",
                       "'bless' is not an action"},
        TransactionRow{"FilesOfAnotherKind",
                       R"({"schema":1,"items":[{"action":"remove","name":"a","files":3}]})",
                       "the 'files' of 'a' are not a file list"},
        TransactionRow{
            "FilesOfNoDirectory",
            R"({"schema":1,"items":[{"action":"remove","name":"a","files":[{"names":["x"]}]}]})",
            "not a file list"},
        TransactionRow{
            "ABrokenPercent",
            R"({"schema":1,"items":[{"action":"remove","name":"a","files":[{"in":"/","names":["%4"]}]}]})",
            "not a file list"},
        TransactionRow{"NoName", R"({"schema":1,"items":[{"action":"remove"}]})", "has no 'name'"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace pkgmap
