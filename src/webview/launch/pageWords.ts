import { pageLocale } from '../pageLocale';
import { launchWords } from './words';

/** The words in the language that the host gave the page. */
export const words = launchWords(pageLocale());
