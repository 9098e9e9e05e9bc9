/* json_test.c - what is written is JSON, whatever it is given. */
#include "json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/exact.h"
#include "base/json_reader.h"
#include "suite.h"
#include "text.h"

/* What was written until now; the caller frees it. */
struct written {
	char *text;
	size_t length;
};

static struct json begin(struct written *w)
{
	*w = (struct written){ 0 };
	return (struct json){ .out = open_memstream(&w->text, &w->length) };
}

static void is_written(struct json *j, struct written *w, const char *expected)
{
	fclose(j->out);
	ck_assert_str_eq(w->text, expected);
	ck_assert(json_is_valid(w->text, w->length));
	free(w->text);
}

START_TEST(commas_stand_between_elements_only)
{
	struct written w;
	struct json j = begin(&w);

	json_open(&j, '{');
	json_key(&j, "empty");
	json_open(&j, '[');
	json_close(&j, ']');
	json_key(&j, "none");
	json_open(&j, '{');
	json_close(&j, '}');
	json_key(&j, "tasks");
	json_open(&j, '[');
	json_number(&j, 1);
	json_open(&j, '{');
	json_key(&j, "pid");
	json_number(&j, 2);
	json_key(&j, "user");
	json_text(&j, "root", 4);
	json_close(&j, '}');
	json_null(&j);
	json_bool(&j, true);
	json_bool(&j, false);
	json_close(&j, ']');
	json_close(&j, '}');
	is_written(&j, &w, "{\"empty\":[],\"none\":{},\"tasks\":[1,{\"pid\":2,\"user\":\"root\"},null,true,false]}");
}
END_TEST

START_TEST(numbers_are_written_in_all_their_digits)
{
	struct written w;
	struct json j = begin(&w);

	json_open(&j, '[');
	json_number(&j, UINT64_MAX);
	json_signed(&j, INT64_MIN);
	json_signed(&j, -1);
	json_real(&j, 12.345);
	json_real(&j, 0);
	json_close(&j, ']');
	is_written(&j, &w, "[18446744073709551615,-9223372036854775808,-1,12.35,0.00]");
}
END_TEST

START_TEST(what_is_no_finite_number_is_null)
{
	struct written w;
	struct json j = begin(&w);

	json_open(&j, '[');
	json_real(&j, NAN);
	json_real(&j, INFINITY);
	json_real(&j, -INFINITY);
	json_close(&j, ']');
	is_written(&j, &w, "[null,null,null]");
}
END_TEST

START_TEST(hostile_text_is_escaped)
{
	static const struct { const char *text; size_t length; const char *json; } hostile[] = {
#define HOSTILE(text, json) { text, sizeof(text) - 1, json }
		HOSTILE("", "\"\""),
		HOSTILE("caf\xc3\xa9 \xf0\x9f\x98\x80", "\"caf\xc3\xa9 \xf0\x9f\x98\x80\""),
		HOSTILE("a\"b\\c/", "\"a\\\"b\\\\c/\""),
		HOSTILE("\",\"pid\":1,\"x\":\"", "\"\\\",\\\"pid\\\":1,\\\"x\\\":\\\"\""),
		HOSTILE("a\nb\tc\0d", "\"a\\u000ab\\u0009c\\u0000d\""),
		HOSTILE("\33[2J\x7f", "\"\\u001b[2J\\u007f\""),
		HOSTILE("\xc2\x9b" "2J", "\"\\u009b2J\""),
		HOSTILE("\xe2\x80\xae\xe2\x80\xa8", "\"\\u202e\\u2028\""),
		HOSTILE("\xf3\xa0\x81\x81", "\"\\udb40\\udc41\""),
		HOSTILE("\xff" "a\xe4\xb8", "\"\xef\xbf\xbd" "a\xef\xbf\xbd\xef\xbf\xbd\""),
#undef HOSTILE
	};

	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct written w;
		struct json j = begin(&w);
		char *copy = exact_copy(hostile[i].text, hostile[i].length);
		json_text(&j, copy, hostile[i].length);
		is_written(&j, &w, hostile[i].json);
		exact_free(copy);
	}
}
END_TEST

START_TEST(keys_are_escaped_like_texts)
{
	struct written w;
	struct json j = begin(&w);

	json_open(&j, '{');
	json_key(&j, "a\"\n");
	json_null(&j);
	json_close(&j, '}');
	is_written(&j, &w, "{\"a\\\"\\u000a\":null}");
}
END_TEST

/* Whether the JSON string says the code points that the bytes hold. */
static bool says(const struct written *w, const char *bytes, size_t length)
{
	struct json_reader r = { (const unsigned char *)w->text + 1, (const unsigned char *)w->text + w->length };
	const char *at = bytes;
	uint32_t point;

	while (at < bytes + length)
		if (!json_reader_point(&r, &point) || point != text_decode(&at, bytes + length))
			return false;
	return json_reader_skip(&r, "\"") && r.at == r.end;
}

START_TEST(any_two_bytes_are_valid_and_come_back)
{
	char *copy = exact_copy("12", 2);

	for (unsigned i = 0; i < 0x10000; i++) {
		struct written w;
		struct json j = begin(&w);
		copy[0] = (char)(i >> 8);
		copy[1] = (char)i;
		json_text(&j, copy, 2);
		fclose(j.out);
		if (!json_is_valid(w.text, w.length) || !says(&w, copy, 2))
			ck_abort_msg("%04x becomes %s", i, w.text);
		free(w.text);
	}
	exact_free(copy);
}
END_TEST

START_TEST(every_code_point_is_valid_and_comes_back)
{
	char bytes[4];

	for (uint32_t point = 0; point <= 0x10ffff; point += point < 0x3000 ? 1 : 37) {
		struct written w;
		struct json j = begin(&w);
		size_t n = text_encode(bytes, point);
		json_text(&j, bytes, n);
		fclose(j.out);
		if (!json_is_valid(w.text, w.length) || !says(&w, bytes, n))
			ck_abort_msg("U+%04X becomes %s", point, w.text);
		free(w.text);
	}
}
END_TEST

START_TEST(the_reader_that_judges_refuses_what_is_not_json)
{
	static const char *const wrong[] = {
		"", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "[1 2]", "\"a", "\"\n\"", "\"\\x\"", "\"\\ud800\"", "\"\\udc00\"", "\"\xff\"",
		"\"\xc0\x80\"", "\"\xed\xa0\x80\"", "01", "nan", "1.", "nul", "[]]",
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(!json_is_valid(wrong[i], strlen(wrong[i])), "%s was taken for JSON", wrong[i]);
}
END_TEST

SUITE(json, commas_stand_between_elements_only, numbers_are_written_in_all_their_digits, what_is_no_finite_number_is_null,
      hostile_text_is_escaped, keys_are_escaped_like_texts, any_two_bytes_are_valid_and_come_back,
      every_code_point_is_valid_and_comes_back, the_reader_that_judges_refuses_what_is_not_json)
