import { pageLocale } from '../pageLocale';
import { tuningWords } from './words';

/** The words in the language that the host gave the page. */
export const words = tuningWords(pageLocale());
