import { readPhoto, storePhoto, takePhoto } from '../../../platform/photos.ts';
import { answer } from '../../../platform/run.ts';
import * as contract from '../contract.ts';

export const uploadPhoto = answer(contract.uploadPhoto, storePhoto, takePhoto);

export const getPhoto = answer(contract.getPhoto, (context, { photoId }) => readPhoto(context, photoId));
