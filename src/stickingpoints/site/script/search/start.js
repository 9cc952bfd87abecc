// Starts what the page has of the search; this script is read when a reader first searches.
import { startDialog } from "./dialog.js";
import { Library } from "./library.js";
import { startSearchPage } from "./search_page.js";

const library = new Library();
const searchForm = document.querySelector("form.search-page");
if (searchForm) startSearchPage(searchForm, library);
startDialog(document.querySelector("dialog#find"), library);
