import { pageLocale } from '../pageLocale';
import { logWords } from './words';

/** The words in the language that the host gave the page. */
export const words = logWords(pageLocale());
