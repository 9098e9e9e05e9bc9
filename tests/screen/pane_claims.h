/* pane_claims.h - where each pane is found, and what each of its keys does there. For every_pane_key_test.c. */
#ifndef PANE_CLAIMS_H
#define PANE_CLAIMS_H

#include "claims.h"

#include "pane_keys.h"

#define SPOTS_OF_LIST(place) place, place##_BELOW, place##_END, place##_SOUGHT, place##_FILTERED

/* What is on the screen when a key is pressed. */
enum spot {
	NOWHERE, TABLE, READONLY, VICTIMS_TAGGED, RAMTOP_SELECTED,
	SPOTS_OF_LIST(REGIONS), MAPPINGS, REGIONS_CHANGED, SUMMARY, SUMMARY_BELOW, SUMMARY_SOUGHT,
	LEDGER, SPOTS_OF_LIST(LEDGER_LIST), LEDGER_CHANGED,
	SPOTS_OF_LIST(OOM), OOM_GROUP, OOM_READONLY,
	GROUPS_TOP, SPOTS_OF_LIST(GROUPS), CGROUPS, CGROUPS_TREE, GROUP_FROZEN, GROUP_GOING,
	KILL, KILL_BELOW, KILL_WHOLE, CONFIRM, CONFIRM_YES, COUNTDOWN, RECEIPT, RECEIPT_END,
	MENU, MENU_BELOW, MENU_END, USERS,
	SEARCH, SEARCH_START, SEARCH_FOUND, SEARCH_AGAIN, SEARCH_EARLIER, FILTER,
	HELP, HELP_BELOW, HELP_FOUND,
	COLUMNS, COLUMNS_USER, SCREENS, SCREENS_BELOW, SCREENS_END, HEADER, HEADER_PARTS, HEADER_PRESSURE, COLOURS, COLOURS_BELOW,
	OPTIONS, OPTIONS_GRACE, OPTIONS_HEADER,
	SPOTS
};

/* What is typed in another place to come there, and what is seen then. */
struct way {
	enum spot from;           /* NOWHERE: ramtop is started */
	const char *typed;
	enum then then;
	const char *text;
};

#define WAYS_IN_LIST(place, third, last, word, found) \
	[place##_BELOW]    = { place, KEY_DOWN KEY_DOWN,         SELECTED, third }, \
	[place##_END]      = { place, KEY_END,                   SELECTED, last }, \
	[place##_SOUGHT]   = { place, "/" word KEY_ENTER,        SELECTED, found }, \
	[place##_FILTERED] = { place, "\\" word KEY_ENTER,       TEXT, "F4FILTER" }

static const struct way ways[SPOTS] = {
	[REGIONS]         = { TABLE, KEY_ENTER,                  TEXT, "door29.so" },
	WAYS_IN_LIST(REGIONS, "door27.so", "heap", "door1", "door19.so"),
	[MAPPINGS]        = { REGIONS, "u",                      TEXT, "PERM" },
	[REGIONS_CHANGED] = { TABLE, "Z" KEY_ENTER,              TEXT, "door29.so" },
	[SUMMARY]         = { REGIONS, "1",                      TEXT, "OOM adjustment" },
	[SUMMARY_BELOW]   = { SUMMARY, KEY_DOWN,                 GONE, "RSS            200M" },
	[SUMMARY_SOUGHT]  = { SUMMARY, "/name" KEY_ENTER,        GONE, "OOM adjustment" },
	[LEDGER]          = { TABLE, "L",                        TEXT, "~2.28G" },
	[LEDGER_LIST]     = { LEDGER, KEY_ENTER,                 TEXT, "SHMEM" },
	WAYS_IN_LIST(LEDGER_LIST, "room01", "room29", "room1", "room10"),
	[LEDGER_CHANGED]  = { TABLE, "ZL",                       TEXT, "~2.28G" },
	[OOM]             = { TABLE, "o",                        TEXT, "30 may be taken, 1 never" },
	WAYS_IN_LIST(OOM, "12 root", "39 root", "room1", "20 root"),
	[OOM_GROUP]       = { OOM, KEY_TAB,                      TEXT, "2 may be taken, 0 never" },
	[OOM_READONLY]    = { READONLY, "o",                     TEXT, "30 may be taken, 1 never" },
	[GROUPS_TOP]      = { TABLE, "GG",                       TEXT, "groups by name" },
	[GROUPS]          = { GROUPS_TOP, KEY_DOWN,              SELECTED, "house" },
	WAYS_IN_LIST(GROUPS, "room01", "room29", "room1", "room10"),
	[CGROUPS]         = { TABLE, "G" KEY_LEFT,               TEXT, "groups by control group" },
	[CGROUPS_TREE]    = { CGROUPS, "t",                      TEXT, "─ inn" },
	[GROUP_FROZEN]    = { CGROUPS, "/inn" KEY_ENTER,  TEXT, "the chosen one is frozen" },
	[GROUP_GOING]     = { CGROUPS, "/den" KEY_ENTER,  SELECTED, "/den" },
	[KILL]            = { TABLE, "k",                        TEXT, "Send a signal to 1 process" },
	[KILL_BELOW]      = { KILL, KEY_DOWN,                    SELECTED, "   TERM+KILL" },
	[KILL_WHOLE]      = { KILL, KEY_TAB,                     TEXT, "31 processes (whole subtree)" },
	[CONFIRM]         = { RAMTOP_SELECTED, "kcont" KEY_ENTER, TEXT, "all the same?" },
	[CONFIRM_YES]     = { CONFIRM, KEY_DOWN,                 SELECTED, "yes, send" },
	[COUNTDOWN]       = { VICTIMS_TAGGED, "kterm+" KEY_ENTER, TEXT, "s for 3 still here" },
	[RECEIPT]         = { KILL_WHOLE, KEY_ENTER,             TEXT, "1-23 of 31" },
	[RECEIPT_END]     = { RECEIPT, KEY_END,                  TEXT, "9-31 of 31" },
	[MENU]            = { TABLE, KEY_F6,                     SELECTED, "RSS        M" },
	[MENU_BELOW]      = { MENU, KEY_DOWN,                    SELECTED, "VSZ        A" },
	[MENU_END]        = { MENU, KEY_END,                     SELECTED, "COMMAND    C" },
	[USERS]           = { TABLE, "u",                        TEXT, "Show the processes of" },
	[SEARCH]          = { TABLE, "/qu xy",                   TEXT, "Search: qu xy" },
	[SEARCH_START]    = { SEARCH, KEY_HOME,                  SELECTED, "Search: q" },
	[SEARCH_FOUND]    = { TABLE, "/room05",                  SELECTED, "0:00.00 room05" },
	[SEARCH_AGAIN]    = { SEARCH_FOUND, KEY_ENTER "/",       TEXT, "UpEarlier" },
	[SEARCH_EARLIER]  = { SEARCH_AGAIN, KEY_UP,              TEXT, "Search: room05" },
	[FILTER]          = { TABLE, "\\room05",                 GONE, "room06" },
	[HELP]            = { TABLE, "h",                        TEXT, "ramtop itself" },
	[HELP_BELOW]      = { HELP, KEY_PGDN,                    GONE, "ramtop itself" },
	[HELP_FOUND]      = { HELP, "/oom_score" KEY_ENTER,      TEXT, "EscAll" },
	[COLUMNS]         = { TABLE, KEY_F2,                     TEXT, "[Columns]" },
	[COLUMNS_USER]    = { COLUMNS, KEY_DOWN,                 TEXT, "> [x] USER" },
	[SCREENS]         = { COLUMNS, KEY_TAB,                  TEXT, "[Screens]" },
	[SCREENS_BELOW]   = { SCREENS, KEY_DOWN,                 TEXT, "> ( ) Memory" },
	[SCREENS_END]     = { SCREENS, KEY_END,                  TEXT, "> ( ) I/O" },
	[HEADER]          = { SCREENS, KEY_TAB,                  TEXT, "[Header]" },
	[HEADER_PARTS]    = { HEADER, KEY_DOWN,                  TEXT, "> line 2  Parts" },
	[HEADER_PRESSURE] = { HEADER_PARTS, KEY_DOWN,            TEXT, ">         Pressure" },
	[COLOURS]         = { HEADER, KEY_TAB,                   TEXT, "[Colours]" },
	[COLOURS_BELOW]   = { COLOURS, KEY_DOWN,                 TEXT, "> ( ) light" },
	[OPTIONS]         = { COLUMNS, KEY_BACKTAB,              TEXT, "[Options]" },
	[OPTIONS_GRACE]   = { OPTIONS, KEY_DOWN,                 TEXT, "> Grace" },
	[OPTIONS_HEADER]  = { OPTIONS_GRACE, KEY_DOWN,           TEXT, "> Header" },
};

/* An entry is written as in the line of keys: "Enter Open". Where it is not there, as in the help, or as its first key. */
struct pane_claim {
	const struct pane_keys *pane;
	const char *entry;
	enum spot place;
	const char *keys;
	enum then then;
	const char *text;
};

/* The rows of a list: where it begins, one down, the third from the top, one page down; the last, one page up, the third from the end. */
#define CLAIMS_ON_LIST(place, sign, order, left, right, first, second, third, wheel, page, last, back, wheel_up, next, before) \
	{ &keys_of_lists, "Up Down", place,          "Down",     SELECTED, second }, \
	{ &keys_of_lists, "Up Down", place##_BELOW,  "Up",       SELECTED, second }, \
	{ &keys_of_lists, "Up Down", place,          "PgDn",     SELECTED, page }, \
	{ &keys_of_lists, "Up Down", place##_END,    "PgUp",     SELECTED, back }, \
	{ &keys_of_lists, "Up Down", place##_END,    "Home",     SELECTED, first }, \
	{ &keys_of_lists, "Up Down", place,          "End",      SELECTED, last }, \
	{ &keys_of_lists, "Up Down", place,          "wheel",    SELECTED, wheel }, \
	{ &keys_of_lists, "Up Down", place##_END,    "wheel-up", SELECTED, wheel_up }, \
	{ &keys_of_lists, "< >",     place,          "<",        TEXT,     left }, \
	{ &keys_of_lists, "< >",     place,          ">",        TEXT,     right }, \
	{ &keys_of_lists, "I",       place,          "I",        TEXT,     order }, \
	{ &keys_of_lists, "F3 /",    place,          "F3 /",     TEXT,     "Search:" }, \
	{ &keys_of_lists, "F3 /",    place##_SOUGHT, "n",        SELECTED, next }, \
	{ &keys_of_lists, "F3 /",    place##_SOUGHT, "B Shift-F3", SELECTED, before }, \
	{ &keys_of_lists, "F4 \\",   place,          "F4 \\",    TEXT,     "Filter:" }, \
	{ &keys_of_lists, "Esc q",   place,          "Esc q",    GONE,     sign }

static const struct pane_claim claims[] = {
	CLAIMS_ON_LIST(REGIONS, "[Regions]", "RSS▲", "SIZE▼", "PSS▼", "door29.so", "door28.so", "door27.so", "door26.so", "door08.so",
	               "heap", "door21.so", "door03.so", "door18.so", "door10.so"),
	CLAIMS_ON_LIST(LEDGER_LIST, "SHMEM", "PSS▲", "USER▲", "ANON▼", "house", "room00", "room01", "room02", "room28",
	               "room29", "room00", "room26", "room11", "room19"),
	CLAIMS_ON_LIST(OOM, "Who would the OOM", "#▼", "COMMAND▲", "PID▲", "10 root", "11 root", "12 root", "13 root", "31 root",
	               "39 root", "18 root", "36 root", "21 root", "29 root"),
	CLAIMS_ON_LIST(GROUPS, "groups by", "PSS▲", "RSS▼", "USS▼", "(held by no process)", "room00", "room01", "room02", "room24",
	               "room29", "room04", "room26", "room11", "room19"),

	{ &keys_of_inspect, "1-7 Page",      REGIONS,         "1-7=1",             TEXT,     "[Summary]" },
	{ &keys_of_inspect, "1-7 Page",      SUMMARY,         "1-7=2",             TEXT,     "[Regions]" },
	{ &keys_of_inspect, "1-7 Page",      REGIONS,         "1-7=3",             TEXT,     "[Threads]" },
	{ &keys_of_inspect, "1-7 Page",      REGIONS,         "1-7=4",             TEXT,     "[Files]" },
	{ &keys_of_inspect, "1-7 Page",      REGIONS,         "1-7=5",             TEXT,     "[Environment]" },
	{ &keys_of_inspect, "1-7 Page",      REGIONS,         "1-7=6",             TEXT,     "[Locks]" },
	{ &keys_of_inspect, "1-7 Page",      REGIONS,         "1-7=7",             TEXT,     "[Command]" },
	{ &keys_of_inspect, "Tab Next",      REGIONS,         "Tab Right",         TEXT,     "[Threads]" },
	{ &keys_of_inspect, "Shift-Tab",     REGIONS,         "Shift-Tab Left",    TEXT,     "[Summary]" },
	{ &keys_of_inspect, "Enter Whole",   REGIONS,         "Enter",             GONE,     "door28.so" },
	{ &keys_of_inspect, "F3 Search",     REGIONS,         "F3",                TEXT,     "Search:" },
	{ &keys_of_inspect, "F3 Search",     SUMMARY,         "F3 /",              TEXT,     "Search:" },
	{ &keys_of_inspect, "F3 Search",     SUMMARY_SOUGHT,  "n B Shift-F3",      GONE,     "major faults" },
	{ &keys_of_inspect, "F4 Filter",     REGIONS,         "F4",                TEXT,     "Filter:" },
	{ &keys_of_inspect, "F4 FILTER",     REGIONS_FILTERED, "F4",               TEXT,     "Filter: door1" },
	{ &keys_of_inspect, "Esc Back",      REGIONS,         "Esc q F10 Backspace", TEXT,   "F10Quit" },
	{ &keys_of_inspect, "< > I Sort",    REGIONS,         "<",                 TEXT,     "SIZE▼" },
	{ &keys_of_inspect, "< > I Sort",    REGIONS,         ">",                 TEXT,     "PSS▼" },
	{ &keys_of_inspect, "< > I Sort",    REGIONS,         "I",                 TEXT,     "RSS▲" },
	{ &keys_of_inspect, "r Refresh",     REGIONS_CHANGED, "r F5 Ctrl-L",       TEXT,     "door30.so" },
	{ &keys_of_inspect, "u Ungroup",     REGIONS,         "u",                 TEXT,     "PERM" },
	{ &keys_of_inspect, "u Group",       MAPPINGS,        "u",                 GONE,     "PERM" },
	{ &keys_of_inspect, "g Mark",        REGIONS,         "g",                 TEXT,     "marked: growth counts" },

	{ &keys_of_ledger,  "Enter Open",    LEDGER,          "Enter Right",       TEXT,     "SHMEM" },
	{ &keys_of_ledger,  "m Mounts",      LEDGER,          "m",                 TEXT,     "MOUNTED AT" },
	{ &keys_of_ledger,  "Enter Whole",   LEDGER_LIST,     "Enter",             GONE,     "room00" },
	{ &keys_of_ledger,  "F3 Search",     LEDGER_LIST,     "F3",                TEXT,     "Search:" },
	{ &keys_of_ledger,  "F4 Filter",     LEDGER_LIST,     "F4",                TEXT,     "Filter:" },
	{ &keys_of_ledger,  "F4 FILTER",     LEDGER_LIST_FILTERED, "F4",           TEXT,     "Filter: room1" },
	{ &keys_of_ledger,  "< > Sort",      LEDGER_LIST,     "<",                 TEXT,     "USER▲" },
	{ &keys_of_ledger,  "< > Sort",      LEDGER_LIST,     ">",                 TEXT,     "ANON▼" },
	{ &keys_of_ledger,  "I Invert",      LEDGER_LIST,     "I",                 TEXT,     "PSS▲" },
	{ &keys_of_ledger,  "r Read again",  LEDGER_CHANGED,  "r Ctrl-L",          TEXT,     "4.23G" },
	{ &keys_of_ledger,  "Esc Lines",     LEDGER_LIST,     "Esc Backspace Left", TEXT,    "unexplained" },
	{ &keys_of_ledger,  "Esc Back",      LEDGER,          "Esc",               TEXT,     "F10Quit" },
	{ &keys_of_ledger,  "q Back",        LEDGER_LIST,     "q L F10",           TEXT,     "F10Quit" },
	{ &keys_of_ledger,  "q",             LEDGER,          "q L F10",           TEXT,     "F10Quit" },

	{ &keys_of_oom,     "Tab Its group", OOM,             "Tab",               TEXT,     "2 may be taken, 0 never" },
	{ &keys_of_oom,     "Tab Its group", OOM_BELOW,       "Tab",               TEXT,     "has a limit: the machine decides" },
	{ &keys_of_oom,     "Tab All",       OOM_GROUP,       "Tab",               TEXT,     "30 may be taken, 1 never" },
	{ &keys_of_oom,     "F3 Search",     OOM,             "F3",                TEXT,     "Search:" },
	{ &keys_of_oom,     "F4 Filter",     OOM,             "F4",                TEXT,     "Filter:" },
	{ &keys_of_oom,     "F4 FILTER",     OOM_FILTERED,    "F4",                TEXT,     "Filter: room1" },
	{ &keys_of_oom,     "< > Sort",      OOM,             "<",                 TEXT,     "COMMAND▲" },
	{ &keys_of_oom,     "< > Sort",      OOM,             ">",                 TEXT,     "PID▲" },
	{ &keys_of_oom,     "Esc Back",      OOM,             "Esc q o F10",       TEXT,     "F10Quit" },
	{ &keys_of_oom,     "A Change adj",  OOM,             "A",                 TEXT,     "How soon the OOM killer takes it" },
	{ &keys_of_oom,     "A",             OOM_READONLY,    "A",                 TEXT,     "--readonly: nothing is changed" },

	{ &keys_of_groups,  "Enter Members", GROUPS_BELOW,    "Enter",             TEXT,     "command: room01" },
	{ &keys_of_groups,  "G By another",  GROUPS,          "G Tab Right",       TEXT,     "groups by session" },
	{ &keys_of_groups,  "Left",          GROUPS,          "Left",              TEXT,     "groups by effective user" },
	{ &keys_of_groups,  "t Tree",        CGROUPS,         "F5 t",              TEXT,     "─ inn" },
	{ &keys_of_groups,  "t List",        CGROUPS_TREE,    "F5 t",              TEXT,     "/inn" },
	{ &keys_of_groups,  "+ =",           CGROUPS_TREE,    "+ =",               GONE,     "─ inn" },
	{ &keys_of_groups,  "-",             CGROUPS_TREE,    "-",                 GONE,     "─ inn" },
	{ &keys_of_groups,  "k Kill",        GROUP_GOING,     "k F9",              TEXT,     "Send a signal to 1 process of a control group" },
	{ &keys_of_groups,  "f Freeze",      GROUP_GOING,     "f",                 TEXT,     "refused: /proc is of elsewhere" },
	{ &keys_of_groups,  "f Thaw",        GROUP_FROZEN,    "f",                 TEXT,     "refused: /proc is of elsewhere" },
	{ &keys_of_groups,  "k",             GROUPS,          "k F9",              TEXT,     "these are not one control group" },
	{ &keys_of_groups,  "f",             GROUPS,          "f",                 TEXT,     "these are not one control group" },
	{ &keys_of_groups,  "F3 Search",     GROUPS,          "F3",                TEXT,     "Search:" },
	{ &keys_of_groups,  "F4 Filter",     GROUPS,          "F4",                TEXT,     "Filter:" },
	{ &keys_of_groups,  "F4 FILTER",     GROUPS_FILTERED, "F4",                TEXT,     "Filter: room1" },
	{ &keys_of_groups,  "< > Sort",      GROUPS,          "<",                 TEXT,     "RSS▼" },
	{ &keys_of_groups,  "< > Sort",      GROUPS,          ">",                 TEXT,     "USS▼" },
	{ &keys_of_groups,  "I Invert",      GROUPS,          "I",                 TEXT,     "PSS▲" },
	{ &keys_of_groups,  "Esc Back",      GROUPS,          "Esc q F10",         TEXT,     "F10Quit" },

	{ &keys_of_kill,    "Enter Send",    KILL,            "Enter",             TEXT,     "receipt" },
	{ &keys_of_kill,    "Tab Whole subtree", KILL,        "Tab",               TEXT,     "31 processes (whole subtree)" },
	{ &keys_of_kill,    "Tab Only chosen", KILL_WHOLE,    "Tab",               TEXT,     "Send a signal to 1 process" },
	{ &keys_of_kill,    "Esc Cancel",    KILL,            "Esc q F10",         GONE,     "Send a signal" },
	{ &keys_of_kill,    "a-z 0-9 Find",  KILL,            "a-z=k",             SELECTED, " 9 SIGKILL" },
	{ &keys_of_kill,    "a-z 0-9 Find",  KILL,            "0-9=9",             SELECTED, " 9 SIGKILL" },
	{ &keys_of_kill,    "a-z 0-9 Find",  KILL,            "Down",              SELECTED, "   TERM+KILL" },
	{ &keys_of_kill,    "a-z 0-9 Find",  KILL_BELOW,      "Up",                SELECTED, "15 SIGTERM" },

	{ &keys_of_kill_confirm, "Up Down Choose", CONFIRM,   "Down",              SELECTED, "yes, send" },
	{ &keys_of_kill_confirm, "Up Down Choose", CONFIRM_YES, "Up",              SELECTED, "no, send" },
	{ &keys_of_kill_confirm, "Enter Answer", CONFIRM,     "Enter",             TEXT,     "nothing was sent" },
	{ &keys_of_kill_confirm, "Enter Answer", CONFIRM_YES, "Enter",             TEXT,     "SIGCONT sent to" },
	{ &keys_of_kill_confirm, "y Yes",    CONFIRM,         "y Y",               TEXT,     "SIGCONT sent to" },
	{ &keys_of_kill_confirm, "n Esc No", CONFIRM_YES,     "n N Esc q F10",     TEXT,     "nothing was sent" },

	{ &keys_of_kill_receipt, "Enter Kill now", COUNTDOWN, "Enter",             TEXT,     "all 3 have ended" },
	{ &keys_of_kill_receipt, "Esc Call it off", COUNTDOWN, "Esc q F10",        TEXT,     "SIGKILL called off" },
	{ &keys_of_kill_receipt, "Up Down Scroll", RECEIPT,   "Down",              TEXT,     "2-24 of 31" },
	{ &keys_of_kill_receipt, "Up Down Scroll", RECEIPT_END, "Up",              TEXT,     "8-30 of 31" },
	{ &keys_of_kill_receipt, "Up Down Scroll", RECEIPT,   "PgDn End",          TEXT,     "9-31 of 31" },
	{ &keys_of_kill_receipt, "Up Down Scroll", RECEIPT_END, "PgUp Home",       TEXT,     "1-23 of 31" },
	{ &keys_of_kill_receipt, "Up Down Scroll", RECEIPT,   "wheel",             TEXT,     "4-26 of 31" },
	{ &keys_of_kill_receipt, "Up Down Scroll", RECEIPT_END, "wheel-up",        TEXT,     "6-28 of 31" },
	{ &keys_of_kill_receipt, "any key Back", RECEIPT,     "any=x key=z",       GONE,     "receipt" },

	{ &keys_of_menus,   "Up Down",       MENU,            "Down",              SELECTED, "VSZ        A" },
	{ &keys_of_menus,   "Up Down",       MENU_BELOW,      "Up",                SELECTED, "RSS        M" },
	{ &keys_of_menus,   "Up Down",       MENU,            "PgDn End",          SELECTED, "COMMAND    C" },
	{ &keys_of_menus,   "Up Down",       MENU_END,        "Home",              SELECTED, "PID        P" },
	{ &keys_of_menus,   "Up Down",       MENU_END,        "PgUp",              SELECTED, "USER       E" },
	{ &keys_of_menus,   "Up Down",       MENU,            "wheel",             SELECTED, "GROWTH     H" },
	{ &keys_of_menus,   "Up Down",       MENU_END,        "wheel-up",          SELECTED, "%MEM       R" },
	{ &keys_of_menus,   "a-z 0-9",       MENU,            "a-z=u",             SELECTED, "USER       E" },
	{ &keys_of_menus,   "a-z 0-9",       USERS,           "0-9=0",             SELECTED, "│ root" },
	{ &keys_of_menus,   "Enter",         MENU_BELOW,      "Enter",             TEXT,     "VSZ▼" },
	{ &keys_of_menus,   "Esc q F10",     MENU,            "Esc q F10",         GONE,     "Sort by" },

	{ &keys_of_prompts, "Left Right",    SEARCH,          "Left Ctrl-B",       SELECTED, "Search: qu xy" },
	{ &keys_of_prompts, "Left Right",    SEARCH_START,    "Right Ctrl-F",      SELECTED, "Search: qu" },
	{ &keys_of_prompts, "Left Right",    SEARCH,          "Ctrl-Left Shift-Left", SELECTED, "Search: qu x" },
	{ &keys_of_prompts, "Left Right",    SEARCH_START,    "Ctrl-Right Shift-Right", SELECTED, "Search: qu " },
	{ &keys_of_prompts, "Home End",      SEARCH,          "Home Ctrl-A",       SELECTED, "Search: q" },
	{ &keys_of_prompts, "Home End",      SEARCH_START,    "End Ctrl-E",        UNSELECTED, "Search: q" },
	{ &keys_of_prompts, "Backspace",     SEARCH,          "Backspace",         GONE,     "qu xy" },
	{ &keys_of_prompts, "Backspace",     SEARCH_START,    "Delete Ctrl-D",     TEXT,     "Search: u xy" },
	{ &keys_of_prompts, "Ctrl-W",        SEARCH,          "Ctrl-W",            GONE,     "xy" },
	{ &keys_of_prompts, "Ctrl-W",        SEARCH,          "Ctrl-U",            GONE,     "qu" },
	{ &keys_of_prompts, "Ctrl-W",        SEARCH_START,    "Ctrl-K",            GONE,     "qu" },
	{ &keys_of_prompts, "Up Down",       SEARCH_AGAIN,    "Up",                TEXT,     "Search: room05" },
	{ &keys_of_prompts, "Up Down",       SEARCH_EARLIER,  "Down",              GONE,     "Search: room05" },
	{ &keys_of_prompts, "click",         SEARCH,          "click=\033[<0;37;34M\033[<0;37;34m", SELECTED, "Search: q" },
	{ &keys_of_prompts, "Enter",         SEARCH_FOUND,    "Enter",             GONE,     "Search:" },
	{ &keys_of_prompts, "Enter",         FILTER,          "Enter",             TEXT,     "F4FILTER" },
	{ &keys_of_prompts, "Esc",           SEARCH_FOUND,    "Esc",               GONE,     "Search:" },
	{ &keys_of_prompts, "Esc",           FILTER,          "Esc",               TEXT,     "room06" },

	{ &keys_of_help,    "Up Down Scroll", HELP,           "Down PgDn Space End wheel", GONE, "ramtop itself" },
	{ &keys_of_help,    "Up Down Scroll", HELP_BELOW,     "Up",                TEXT,     "What is shown" },
	{ &keys_of_help,    "Up Down Scroll", HELP_BELOW,     "PgUp Home",         TEXT,     "ramtop itself" },
	{ &keys_of_help,    "Up Down Scroll", HELP_BELOW,     "wheel-up",          TEXT,     "folds all, or opens all" },
	{ &keys_of_help,    "F3 /",          HELP,            "F3 / F4 \\",        TEXT,     "Find:" },
	{ &keys_of_help,    "F3 Find",       HELP,            "F3",                TEXT,     "Find:" },
	{ &keys_of_help,    "Esc All",       HELP_FOUND,      "Esc",               TEXT,     "ramtop itself" },
	{ &keys_of_help,    "Esc Back",      HELP,            "Esc Enter Backspace", TEXT,   "F10Quit" },
	{ &keys_of_help,    "q F1 F10",      HELP,            "q F1 F10",          TEXT,     "F10Quit" },
	{ &keys_of_help,    "h",             HELP,            "h ?",               TEXT,     "F10Quit" },

	{ &keys_of_setup,   "Tab Next",      COLUMNS,         "Tab Right",         TEXT,     "[Screens]" },
	{ &keys_of_setup,   "Shift-Tab",     COLUMNS,         "Shift-Tab Left",    TEXT,     "[Options]" },
	{ &keys_of_setup,   "Esc Done",      COLUMNS,         "Esc q F10 F2",      TEXT,     "F10Quit" },
	{ &keys_of_setup,   "Up",            SCREENS_BELOW,   "Up",                TEXT,     "> (x) Main" },
	{ &keys_of_setup,   "Down",          SCREENS,         "Down",              TEXT,     "> ( ) Memory" },
	{ &keys_of_setup,   "PgUp",          SCREENS_END,     "PgUp",              TEXT,     "> (x) Main" },
	{ &keys_of_setup,   "PgDn",          SCREENS,         "PgDn",              TEXT,     "> ( ) I/O" },
	{ &keys_of_setup,   "Home",          SCREENS_END,     "Home",              TEXT,     "> (x) Main" },
	{ &keys_of_setup,   "End",           SCREENS,         "End",               TEXT,     "> ( ) I/O" },
	{ &keys_of_setup,   "wheel-up",      SCREENS_END,     "wheel-up",          TEXT,     "> (x) Main" },
	{ &keys_of_setup,   "wheel",         SCREENS,         "wheel",             TEXT,     "> ( ) I/O" },

	{ &keys_of_setup_columns, "Space Show", COLUMNS_USER, "Space Enter Delete", TEXT,    "[ ] USER" },
	{ &keys_of_setup_columns, "[ Left",  COLUMNS_USER,    "[ F7",              ORDER,    "[x] USER|[x] PID" },
	{ &keys_of_setup_columns, "] Right", COLUMNS,         "] F8",              ORDER,    "[x] USER|[x] PID" },
	{ &keys_of_setup_screens, "Space Show", SCREENS_BELOW, "Space Enter",      TEXT,     "(x) Memory" },
	{ &keys_of_setup_screens, "n New",   SCREENS,         "n F5",              TEXT,     "Name of the new screen:" },
	{ &keys_of_setup_screens, "r Rename", SCREENS,        "r F3",              TEXT,     "New name: Main" },
	{ &keys_of_setup_screens, "t Tree",  SCREENS,         "t",                 TEXT,     "(x) Main           tree" },
	{ &keys_of_setup_screens, "[ Up",    SCREENS_BELOW,   "[ F7",              ORDER,    ") Memory|) Main" },
	{ &keys_of_setup_screens, "] Down",  SCREENS,         "] F8",              ORDER,    ") Memory|) Main" },
	{ &keys_of_setup_screens, "x Remove", SCREENS,        "x Delete F9",       GONE,     ") Main" },
	{ &keys_of_setup_header, "Space Look", HEADER,        "Space Enter F4",    TEXT,     "> line 1  Memory    graph" },
	{ &keys_of_setup_header, "[ Up",     HEADER_PRESSURE, "[ F7",              ORDER,    "Pressure  text|Parts     text" },
	{ &keys_of_setup_header, "] Down",   HEADER_PARTS,    "] F8",              ORDER,    "Pressure  text|Parts     text" },
	{ &keys_of_setup_header, "n New line", HEADER_PRESSURE, "n F5",            TEXT,     "> line 3  Pressure" },
	{ &keys_of_setup_header, "x Remove", HEADER,          "x Delete F9",       TEXT,     "-       Memory" },
	{ &keys_of_setup_colours, "Space Take", COLOURS_BELOW, "Space Enter",      TEXT,     "(x) light" },
	{ &keys_of_setup_options, "Space Change", OPTIONS_HEADER, "Space Enter + F8", TEXT,  "Header           no" },
	{ &keys_of_setup_options, "- Less",  OPTIONS_GRACE,   "- F7",              TEXT,     "Grace            4" },
};

#endif
