// Starts what the page of plans has.
import { startPlans } from "./plans.js";

const planForm = document.querySelector("form#choose-plans");
if (planForm) startPlans(planForm);
